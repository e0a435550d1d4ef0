namespace Shop.Pages;

internal static class PageStyle
{
    public static readonly Html Css = Html.Of(
        $$$"""
        *{box-sizing:border-box}
        body{margin:0;font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif;color:#1f2933;background:#f5f4f0}
        a{color:#0b5d6b;text-decoration:none} a:hover{text-decoration:underline}
        header{display:flex;gap:24px;align-items:center;padding:14px max(32px,calc(50% - 536px));background:#12343b;color:#fff}
        header a{color:#fff;font-weight:600} .brand{font-size:22px;letter-spacing:.5px} .cart{margin-left:auto}
        .search{display:flex;gap:6px;flex:1;max-width:460px} .search input{flex:1}
        nav{display:flex;flex-wrap:wrap;gap:4px 18px;padding:10px max(32px,calc(50% - 536px));background:#fff;border-bottom:1px solid #e3e0d8;font-size:15px}
        main{max-width:1136px;margin:0 auto;padding:24px 32px}
        h1{margin:8px 0 4px;font-size:28px} h2{margin:28px 0 12px;font-size:20px} .muted{color:#6b7680;font-size:14px}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(235px,1fr));gap:18px}
        .card{background:#fff;border:1px solid #e3e0d8;border-radius:8px;overflow:hidden;display:flex;flex-direction:column}
        .card .text{padding:12px 14px;display:flex;flex-direction:column;gap:2px;flex:1} .card b{line-height:1.3}
        .picture{height:104px;display:flex;align-items:center;justify-content:center;font-size:40px;font-weight:700;color:#fffc}
        .price{font-weight:700;font-size:17px;margin-top:auto}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(235px,1fr));gap:12px}
        .tile{background:#fff;border:1px solid #e3e0d8;border-left:4px solid #e0a458;border-radius:6px;padding:10px 14px}
        .tile a{font-weight:600}
        .product{display:grid;grid-template-columns:minmax(0,340px) minmax(0,1fr);gap:32px;align-items:start}
        .product .picture{height:260px;border-radius:8px;font-size:96px} .product .price{font-size:26px}
        .stars{color:#c47f17;letter-spacing:1px}
        form.line{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:10px 0}
        input,select,textarea,button{font:inherit;padding:6px 10px;border:1px solid #c9c5ba;border-radius:5px;background:#fff}
        button{background:#12343b;color:#fff;border-color:#12343b;cursor:pointer} button:hover{background:#1d4d57}
        button.quiet{background:#fff;color:#12343b}
        fieldset{border:1px dashed #c9c5ba;border-radius:8px;margin:24px 0 0;padding:8px 16px}
        legend{color:#6b7680;font-size:14px;padding:0 6px}
        .review{background:#fff;border:1px solid #e3e0d8;border-radius:8px;padding:10px 16px;margin-bottom:10px}
        .review p{margin:2px 0}
        .sorting{display:flex;gap:14px;margin:8px 0 18px;font-size:15px} .sorting .on{font-weight:700;color:#1f2933}
        .paging{display:flex;gap:12px;align-items:center;margin:24px 0}
        table{border-collapse:collapse;width:100%} th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #e3e0d8}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
        .notice{background:#e3f1e5;border:1px solid #9ccaa2;border-radius:6px;padding:10px 14px;margin-bottom:16px}
        .panel{max-width:1072px;margin:16px auto 40px;padding:16px 24px;background:#1c2326;color:#d8dee0;border-radius:10px;font-size:14px}
        .panel h2{margin:0 0 8px;font-size:15px;color:#fff} .panel th,.panel td{border-color:#374146;padding-block:3px}
        .panel .muted{color:#9aa7ac} .panel a{color:#8ed1dc} .panel button{padding:3px 10px;font-size:14px;background:#2f5b66;border-color:#2f5b66}
        .badge{display:inline-block;min-width:62px;text-align:center;border-radius:4px;padding:0 8px;font-weight:600;color:#10181a}
        .hit{background:#7fd18b} .miss{background:#f0b357} .bypass{background:#a9b4b8}
        .totals{display:flex;flex-wrap:wrap;gap:6px 22px;align-items:center;margin-top:12px}
        pre{overflow:auto;background:#12181a;padding:12px;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
        @media(max-width:700px){.product{grid-template-columns:1fr} header{flex-wrap:wrap;padding:12px 16px} main{padding:16px}}
        """
    );
}
