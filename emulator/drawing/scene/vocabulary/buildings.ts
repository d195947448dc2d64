/** Things that people have built: each is one small SVG. */
import type { Thing } from "./thing.ts";

export const buildings: readonly Thing[] = [
  {
    words: ["lighthouse", "beacon"],
    place: "ground",
    width: 60,
    height: 160,
    size: 0.52,
    light: 32,
    color: "#d23c34",
    svg: `<path d="M4 160L12 150H48L56 160Z" fill="#8a8478"/><path d="M14 152L20 46H40L46 152Z" fill="#f6f2e8"/>
<path d="M18.8 66L18 84H42L41.2 66ZM17.3 100L16.3 118H43.700L42.7 100ZM15.3 134L14.3 152H45.700L44.7 134Z"
 fill="$main"/>
<path d="M34 46H40L46 152H36Z" fill="#24304a" fill-opacity="0.22"/><rect x="15" y="42" width="30" height="5" fill="#3a3f4a"/>
<path d="M15 34H45M18 34V42M24 34V42M30 34V42M36 34V42M42 34V42" stroke="#3a3f4a" stroke-width="1.5"/>
<rect x="22" y="22" width="16" height="20" fill="$lamp"/><path d="M27 22V42M33 22V42" stroke="#3a3f4a"/>
<path d="M19 22H41Q40 10 30 8Q20 10 19 22Z" fill="$main"/><path d="M30 8V1" stroke="#3a3f4a" stroke-width="2"/>
<path d="M26 152V138Q30 131 34 138V152Z" fill="#4a3a30"/><rect x="27" y="88" width="6" height="9" rx="3" fill="#39465a"/>
<rect x="27" y="54" width="6" height="9" rx="3" fill="#39465a"/>`,
  },
  {
    words: ["house", "cottage", "cabin", "home", "barn", "hut"],
    place: "ground",
    width: 130,
    height: 110,
    size: 0.32,
    color: "#c4553c",
    svg: `<rect x="88" y="10" width="14" height="40" fill="#8d5a4a"/><rect x="86" y="8" width="18" height="5" fill="#6f463a"/>
<path d="M14 52H116V110H14Z" fill="#f2e6d0"/><path d="M80 52H116V110H80Z" fill="#4a3a50" fill-opacity="0.14"/>
<path d="M2 56L34 14H98L128 56Z" fill="$main"/><path d="M2 56H128L125 50H6Z" fill="$dark"/>
<path d="M28 22H102M22 31H108M15 40H115" stroke="$dark" stroke-width="1.2" stroke-opacity="0.6"/>
<rect x="54" y="70" width="20" height="40" fill="#7a4a30"/><circle cx="70" cy="91" r="1.6" fill="#e8c860"/>
<rect x="23" y="66" width="22" height="20" fill="$lamp"/><rect x="86" y="66" width="22" height="20" fill="$lamp"/>
<path d="M23 76H45M34 66V86M86 76H108M97 66V86" stroke="#fffaf0" stroke-width="2"/>
<path d="M22 65H46V87H22ZM85 65H109V87H85Z" fill="none" stroke="#8a6a50" stroke-width="2.4"/>
<path d="M14 110Q20 98 30 104Q38 98 44 110ZM84 110Q92 99 100 104Q108 98 116 110Z" fill="#4f7f48"/>`,
  },
  {
    words: ["castle", "palace", "fortress"],
    place: "ground",
    width: 180,
    height: 170,
    size: 0.46,
    color: "#b03a4a",
    svg: `<path d="M20 78H160V170H20Z" fill="#b4a898"/><path d="M20 78V70H30V78H40V70H50V78H60V70H70V78H80V70H90V78H100V70H110V78H120
V70H130V78H140V70H150V78H160V84H20Z" fill="#c4b8a6"/><rect x="8" y="62" width="34" height="108" fill="#c4b8a6"/>
<rect x="138" y="62" width="34" height="108" fill="#a89c8e"/><path d="M4 64L25 22L46 64Z" fill="$main"/>
<path d="M134 64L155 22L176 64Z" fill="$dark"/><rect x="68" y="40" width="44" height="130" fill="#bcb0a0"/>
<path d="M92 40H112V170H92Z" fill="#5a5060" fill-opacity="0.16"/><path d="M62 42L90 0L118 42Z" fill="$main"/>
<path d="M90 0L118 42H94Z" fill="$dark"/><path d="M25 22V8L38 12L25 16M155 22V8L168 12L155 16" fill="$pale" stroke="#5a4a40"
 stroke-width="1.5"/><path d="M76 170V138Q90 118 104 138V170Z" fill="#4c3828"/>
<path d="M83 170V132M90 170V129M97 170V132M77 146H103M76 158H104" stroke="#2e2018" stroke-width="1.4"/>
<path d="M84 66Q90 56 96 66V80H84ZM20 84Q25 76 30 84V98H20ZM150 84Q155 76 160 84V98H150ZM84 96Q90 88 96 96V106H84Z"
 fill="$lamp"/><path d="M48 112Q52 106 56 112V124H48ZM124 112Q128 106 132 112V124H124Z" fill="$lamp"/>
<path d="M24 120H34M50 140H62M118 150H130M146 128H158M28 150H40M74 116H82" stroke="#8e8274" stroke-width="2"/>`,
  },
  {
    words: ["bridge"],
    place: "crossing",
    width: 300,
    height: 90,
    size: 0.2,
    color: "#b4654a",
    svg: `<path d="M0 26H300V46H0Z" fill="$main"/><path d="M0 44H300V50H0Z" fill="$dark"/>
<path d="M0 50H14Q50 52 58 90H42Q38 62 14 60H0ZM300 50H286Q250 52 242 90H258Q262 62 286 60H300Z" fill="$dark"/>
<path d="M58 90H46V46H154V90H142Q140 58 100 56Q60 58 58 90ZM158 90H146V46H254V90H242Q240 58 200 56Q160 58 158 90Z"
 fill="$main"/><path d="M58 90Q60 58 100 56Q140 58 142 90M158 90Q160 58 200 56Q240 58 242 90" fill="none" stroke="$dark"
 stroke-width="3"/><path d="M0 14H300M6 14V26M30 14V26M54 14V26M78 14V26M102 14V26M126 14V26M150 14V26M174 14V26M198 14V26
M222 14V26M246 14V26M270 14V26M294 14V26" stroke="$dark" stroke-width="3"/>
<path d="M100 14V0M200 14V0" stroke="#3a3a40" stroke-width="2.5"/><circle cx="100" cy="0" r="4" fill="$lamp"/>
<circle cx="200" cy="0" r="4" fill="$lamp"/>`,
  },
  {
    words: ["windmill", "mill"],
    place: "ground",
    width: 120,
    height: 160,
    size: 0.46,
    color: "#8a4a38",
    svg: `<path d="M34 160L44 70H76L86 160Z" fill="#f0e4d0"/><path d="M62 70H76L86 160H66Z" fill="#4a3a50" fill-opacity="0.16"/>
<path d="M40 72Q44 50 60 48Q76 50 80 72Z" fill="$main"/><path d="M52 160V138Q60 128 68 138V160Z" fill="#6a4a34"/>
<rect x="54" y="92" width="12" height="14" fill="$lamp"/><path d="M60 64L14 22M60 64L102 18M60 64L106 106M60 64L18 110"
 stroke="#5a4636" stroke-width="3"/><path d="M54 60L12 22L20 12L60 56ZM64 58L100 18L110 28L66 64ZM66 68L106 106L98 116L60 72Z
M56 70L18 110L10 100L54 64Z" fill="$pale" fill-opacity="0.9"/><circle cx="60" cy="64" r="5" fill="#4a3a30"/>`,
  },
  {
    words: ["boat", "sailboat", "ship", "yacht"],
    place: "water",
    width: 120,
    height: 130,
    size: 0.3,
    color: "#b8402f",
    svg: `<path d="M62 96V4" stroke="#5a4030" stroke-width="3"/><path d="M66 10Q104 52 108 88H66Z" fill="#fbf6ea"/>
<path d="M66 10Q84 52 84 88H66Z" fill="#d8d0c4" fill-opacity="0.7"/><path d="M58 18Q30 58 20 88H58Z" fill="$pale"/>
<path d="M62 4L80 9L62 14Z" fill="$main"/><path d="M6 96H116Q110 122 92 126H28Q12 120 6 96Z" fill="$main"/>
<path d="M6 96H116L114.5 102H7.500Z" fill="#f8f0e0"/><path d="M16 116Q24 125 30 126H90Q100 124 106 116Z" fill="$dark"/>
<path d="M2 127Q16 122 30 127T60 127T90 127T118 127V130H2Z" fill="#eaf4f8" fill-opacity="0.55"/>`,
  },
  {
    words: ["balloon"],
    place: "air",
    width: 90,
    height: 130,
    size: 0.34,
    color: "#d8483c",
    svg: `<path d="M45 2C16 2 4 24 4 46C4 68 26 84 34 98H56C64 84 86 68 86 46C86 24 74 2 45 2Z" fill="$main"/>
<path d="M45 2C30 2 24 24 24 46C24 68 36 84 40 98H50C54 84 66 68 66 46C66 24 60 2 45 2Z" fill="#fbe9c6"/>
<path d="M45 2C40 2 38 24 38 46C38 68 42 84 43 98H47C48 84 52 68 52 46C52 24 50 2 45 2Z" fill="$main"/>
<path d="M62 5C80 12 86 28 86 46C86 68 64 84 56 98H50C66 74 78 50 62 5Z" fill="$dark" fill-opacity="0.5"/>
<path d="M34 98L38 112M56 98L52 112" stroke="#6a5a48" stroke-width="1.2"/>
<path d="M36 112H54L52 127Q45 130 38 127Z" fill="#9a6a3c"/><path d="M36 112H54V116H36Z" fill="#7a5030"/>`,
  },
  {
    words: ["rocket", "spaceship", "spacecraft"],
    place: "air",
    width: 80,
    height: 190,
    size: 0.5,
    color: "#d2403c",
    svg: `<path d="M26 140Q22 166 40 190Q58 166 54 140Z" fill="$lamp"/><path d="M32 140Q30 158 40 174Q50 158 48 140Z" fill="#fff6d8"/>
<path d="M22 96L4 124V146L24 132ZM58 96L76 124V146L56 132Z" fill="$main"/><path d="M58 96L76 124V146L56 132Z" fill="$dark"
 fill-opacity="0.6"/><path d="M40 2Q64 34 62 88Q62 116 54 138H26Q18 116 18 88Q16 34 40 2Z" fill="#f2f2f4"/>
<path d="M40 2Q64 34 62 88Q62 116 54 138H44Q54 70 40 2Z" fill="#5a6480" fill-opacity="0.28"/>
<path d="M40 2Q53 20 58 42H22Q27 20 40 2Z" fill="$main"/><circle cx="40" cy="64" r="12" fill="#4a5468"/>
<circle cx="40" cy="64" r="8.5" fill="#8ad0ee"/><path d="M35 60Q38 56 42 57" stroke="#ffffff" stroke-width="2" fill="none"/>
<path d="M26 132H54V140H26Z" fill="#4a5468"/><path d="M20 106H60" stroke="$main" stroke-width="5"/>`,
  },
];
