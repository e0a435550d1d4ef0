namespace Shop.Data;

internal static class SeedWords
{
    public static readonly string[] Brands =
    [
        "Nordhaus",
        "Albion",
        "Kestrel & Sons",
        "Lumière",
        "Tanaka",
        "Ferro",
        "Hollis",
        "Brightwater",
        "Marek",
        "Oakline",
        "Solano",
        "Vesper",
        "Quill",
        "Aurora",
        "Stonebridge",
        "Pellegrini",
    ];

    public static readonly string[] Adjectives =
    [
        "Compact",
        "Classic",
        "Foldable",
        "Light",
        "Sturdy",
        "Quiet",
        "Large",
        "Small",
        "Everyday",
        "Handmade",
        "Slim",
        "Round",
        "Tall",
        "Soft",
        "Vintage",
        "Modern",
    ];

    public static readonly string[] Materials =
    [
        "Oak",
        "Steel",
        "Linen",
        "Bamboo",
        "Copper",
        "Glass",
        "Cork",
        "Ash",
        "Aluminium",
        "Leather",
        "Walnut",
        "Ceramic",
    ];

    public static readonly string[] Virtues =
    [
        "Made to last, and easy to repair.",
        "Comes fully assembled.",
        "Wipes clean with a damp cloth.",
        "Tested for ten thousand uses.",
        "Packed without plastic.",
        "Takes little room when it is not in use.",
        "Spare parts are kept for ten years.",
        "Goes well with the rest of the series.",
    ];

    public static readonly string[] FirstNames =
    [
        "Ada",
        "Ben",
        "Clara",
        "David",
        "Elif",
        "Finn",
        "Greta",
        "Hugo",
        "Ines",
        "Jonas",
        "Kaya",
        "Leo",
        "Mira",
        "Noah",
        "Olga",
        "Pavel",
        "Rosa",
        "Samir",
        "Tilda",
        "Yusuf",
    ];

    public static readonly string[] LastNames =
    [
        "Adler",
        "Bianchi",
        "Cohen",
        "Dubois",
        "Eriksen",
        "Fischer",
        "García",
        "Horvat",
        "Ito",
        "Jansen",
        "Kowalski",
        "Lindqvist",
        "Moreau",
        "Novak",
        "O'Brien",
        "Petrov",
        "Rossi",
        "Schmidt",
        "Tanaka",
        "Weber",
    ];

    public static readonly string[] GoodReviews =
    [
        "Exactly what I was looking for.",
        "I use it every day.",
        "Better than the one it replaced.",
        "Arrived quickly and well packed.",
        "Bought a second one for my sister.",
        "Looks even better than in the picture.",
    ];

    public static readonly string[] MixedReviews =
    [
        "Does what it should, no more.",
        "Fine for the price.",
        "The colour is not quite as shown.",
        "Good, but heavier than I thought.",
    ];

    public static readonly string[] BadReviews =
    [
        "Broke after two weeks.",
        "Too small for me; sent it back.",
        "The instructions are hard to follow.",
        "It wobbles, whatever I do.",
    ];
}
