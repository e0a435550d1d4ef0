namespace Shop.Data;

/// <summary>What the products of one category are called.</summary>
public sealed record CategoryWords(string Name, string Description, string[] Nouns)
{
    public static IReadOnlyList<CategoryWords> All { get; } =
    [
        new(
            "Kitchen",
            "Pots, knives and what else a meal needs.",
            ["Kettle", "Saucepan", "Chef's Knife", "Cutting Board", "Coffee Mill", "Mixing Bowl", "Skillet", "Teapot"]
        ),
        new(
            "Lighting",
            "Light where it is wanted.",
            ["Desk Lamp", "Floor Lamp", "Pendant", "Wall Light", "Lantern", "Reading Light", "Spotlight", "Light Strip"]
        ),
        new(
            "Furniture",
            "To sit on, sleep in and put things on.",
            ["Armchair", "Bookshelf", "Side Table", "Stool", "Wardrobe", "Bench", "Desk", "Bed Frame"]
        ),
        new(
            "Garden",
            "For beds, balconies and everything that grows.",
            ["Watering Can", "Spade", "Pruner", "Plant Pot", "Wheelbarrow", "Rake", "Garden Hose", "Bird Feeder"]
        ),
        new(
            "Tools",
            "For those who mend it themselves.",
            ["Cordless Drill", "Hammer", "Screwdriver Set", "Spirit Level", "Hand Saw", "Wrench", "Tool Box", "Clamp"]
        ),
        new(
            "Audio",
            "Listen, at home and under way.",
            ["Headphones", "Speaker", "Turntable", "Radio", "Earbuds", "Amplifier", "Microphone", "Soundbar"]
        ),
        new(
            "Cycling",
            "Parts and gear for the road and the path.",
            ["Helmet", "Pannier", "Bike Pump", "Saddle", "Bike Lock", "Head Light", "Bottle Cage", "Handlebar"]
        ),
        new(
            "Outdoor",
            "Tents, stoves and warm things.",
            ["Tent", "Sleeping Bag", "Camping Stove", "Backpack", "Head Torch", "Hammock", "Trekking Poles", "Flask"]
        ),
        new(
            "Stationery",
            "Paper, ink and order on the desk.",
            ["Notebook", "Fountain Pen", "Pencil Case", "Stapler", "Desk Tray", "Ruler", "Ring Binder", "Ink Bottle"]
        ),
        new(
            "Toys",
            "For children and those who play with them.",
            [
                "Wooden Train",
                "Puzzle",
                "Building Blocks",
                "Kite",
                "Board Game",
                "Doll's House",
                "Spinning Top",
                "Marble Run",
            ]
        ),
        new(
            "Textiles",
            "Blankets, towels and curtains.",
            ["Wool Blanket", "Bath Towel", "Curtain", "Cushion", "Tablecloth", "Rug", "Bed Linen", "Apron"]
        ),
        new(
            "Fitness",
            "To move, stretch and lift.",
            [
                "Yoga Mat",
                "Kettlebell",
                "Dumbbell",
                "Skipping Rope",
                "Foam Roller",
                "Pull-up Bar",
                "Gym Ball",
                "Bench Press",
            ]
        ),
    ];
}
