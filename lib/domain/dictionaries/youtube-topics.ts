/** By category, the ends of the Wikipedia addresses in YouTube's `topicDetails.topicCategories`. */
const TOPICS: Readonly<Record<string, string>> = {
  music:
    "Music|Christian_music|Classical_music|Country_music|Electronic_music|Hip_hop_music|Independent_music|Jazz|Music_of_Asia|Music_of_Latin_America|Pop_music|Reggae|Rhythm_and_blues|Rock_music|Soul_music",
  gaming:
    "Video_game_culture|Action_game|Action-adventure_game|Casual_game|Music_video_game|Puzzle_video_game|Racing_video_game|Role-playing_video_game|Simulation_video_game|Sports_game|Strategy_video_game|Gaming",
  sports:
    "Sport|American_football|Baseball|Basketball|Boxing|Cricket|Golf|Ice_hockey|Mixed_martial_arts|Tennis|Volleyball|Professional_wrestling",
  cars: "Motorsport|Vehicle",
  football: "Association_football",
  comedy: "Humour",
  film_tv: "Film|Television_program",
  actors: "Performing_arts",
  lifestyle: "Lifestyle_(sociology)",
  fashion: "Fashion",
  fitness: "Physical_fitness",
  food: "Food",
  pets: "Pet",
  beauty: "Physical_attractiveness",
  tech: "Technology",
  travel: "Tourism",
  business: "Business",
  health: "Health",
  military: "Military",
  politics: "Politics",
  spirituality: "Religion",
  education: "Knowledge",
  diy: "Hobby",
};

/** Maps the end of a topic's Wikipedia address to our category. */
export const YOUTUBE_TOPICS: ReadonlyMap<string, string> = new Map(
  Object.entries(TOPICS).flatMap(([category, topics]) =>
    topics.split("|").map((topic) => [topic, category] as const),
  ),
);
