/** Things that live: each is one small SVG. */
import type { Thing } from "./thing.ts";

export const beings: readonly Thing[] = [
  {
    words: ["tree", "oak", "oak tree"],
    place: "ground",
    width: 120,
    height: 150,
    size: 0.4,
    color: "#4a8a44",
    svg: `<path d="M52 150Q57 118 54 84H66Q63 118 70 150Q61 146 52 150Z" fill="#6a4a32"/>
<path d="M57 108L36 82M63 100L84 78" stroke="#6a4a32" stroke-width="5"/><g fill="$dark"><circle cx="34" cy="74" r="28"/>
<circle cx="86" cy="72" r="29"/><circle cx="60" cy="82" r="26"/></g><g fill="$main"><circle cx="60" cy="36" r="33"/>
<circle cx="34" cy="60" r="27"/><circle cx="84" cy="56" r="28"/><circle cx="58" cy="66" r="24"/></g>
<g fill="$pale" fill-opacity="0.55"><circle cx="48" cy="26" r="16"/><circle cx="28" cy="54" r="11"/><circle cx="76" cy="46" r="10"/>
</g>`,
  },
  {
    words: ["pine", "pine tree", "fir", "fir tree", "spruce"],
    place: "ground",
    width: 80,
    height: 160,
    size: 0.44,
    color: "#2f6b52",
    svg: `<rect x="35" y="132" width="10" height="28" fill="#6a4a32"/><path d="M40 2L60 44H50L68 82H56L78 136H2L24 82H12L30 44H20Z"
 fill="$main"/><path d="M40 2L60 44H50L68 82H56L78 136H44Z" fill="$dark"/>`,
  },
  {
    words: ["palm", "palm tree"],
    place: "ground",
    width: 130,
    height: 160,
    size: 0.44,
    color: "#4a8f4a",
    svg: `<path d="M58 160Q50 100 68 46L76 48Q64 102 72 160Z" fill="#9a7450"/><path d="M55 138L70 134M54 118L67 114M56 98L68 95
M60 78L71 76" stroke="#7a5838" stroke-width="2.5"/><g fill="$main"><path d="M72 48Q50 14 14 30Q46 28 70 52Z"/>
<path d="M72 48Q94 10 128 28Q96 28 74 52Z"/><path d="M72 48Q60 6 30 4Q58 18 70 50Z"/><path d="M72 48Q86 4 112 4Q86 18 75 50Z"/></g>
<g fill="$dark"><path d="M72 48Q36 42 20 80Q44 54 72 54Z"/><path d="M72 48Q110 44 122 82Q102 54 72 54Z"/></g>
<circle cx="68" cy="54" r="6" fill="#7a4a2c"/><circle cx="78" cy="54" r="6" fill="#8a5836"/>`,
  },
  {
    words: ["flower", "rose", "tulip", "sunflower"],
    place: "ground",
    width: 50,
    height: 100,
    size: 0.24,
    count: 3,
    color: "#e0506e",
    svg: `<path d="M25 100Q22 66 25 36" stroke="#3f7a3c" stroke-width="4" fill="none"/><path d="M24 78Q4 74 4 56Q20 58 24 78ZM26 70
Q46 66 46 48Q30 50 26 70Z" fill="#4f9048"/><g fill="$main"><circle cx="25" cy="11" r="9"/><circle cx="11" cy="21" r="9"/>
<circle cx="39" cy="21" r="9"/><circle cx="16" cy="36" r="9"/><circle cx="34" cy="36" r="9"/></g>
<g fill="$pale"><circle cx="25" cy="13" r="4"/><circle cx="15" cy="22" r="4"/><circle cx="35" cy="22" r="4"/></g>
<circle cx="25" cy="25" r="8" fill="#f4c448"/>`,
  },
  {
    words: ["cat", "kitten"],
    place: "ground",
    width: 100,
    height: 110,
    size: 0.36,
    color: "#d8904a",
    svg: `<path d="M68 96Q98 98 94 70Q92 54 84 58Q90 84 66 86Z" fill="$dark"/><path d="M22 110Q18 66 46 58Q80 60 78 110Z" fill="$main"/>
<path d="M36 110Q34 84 46 78Q60 84 58 110Z" fill="$pale"/><path d="M16 44L14 6L36 22ZM76 44L78 6L56 22Z" fill="$main"/>
<path d="M20 30L19 14L30 23ZM72 30L73 14L62 23Z" fill="#f2b8a8"/><ellipse cx="46" cy="42" rx="33" ry="27" fill="$main"/>
<path d="M46 16V28M36 18L38 28M56 18L54 28M66 74L76 78M64 86L77 92M14 40H22M78 40H70" stroke="$dark" stroke-width="4"/>
<ellipse cx="46" cy="54" rx="15" ry="11" fill="$pale"/><ellipse cx="33" cy="40" rx="5.5" ry="6.5" fill="#2c3a2c"/>
<ellipse cx="59" cy="40" rx="5.5" ry="6.5" fill="#2c3a2c"/><circle cx="35" cy="38" r="2" fill="#ffffff"/>
<circle cx="61" cy="38" r="2" fill="#ffffff"/><path d="M42 49H50L46 54Z" fill="#d0706a"/>
<path d="M46 54Q44 60 38 59M46 54Q48 60 54 59M28 52L6 49M28 56L8 60M64 52L86 49M64 56L84 60" stroke="#4a3a34"
 stroke-width="1.6" fill="none"/><ellipse cx="36" cy="107" rx="10" ry="5" fill="$pale"/><ellipse cx="58" cy="107" rx="10" ry="5"
 fill="$pale"/>`,
  },
  {
    words: ["dog", "puppy"],
    place: "ground",
    width: 120,
    height: 110,
    size: 0.36,
    color: "#a8703e",
    svg: `<path d="M94 70Q116 62 112 36Q106 34 104 42Q104 58 88 62Z" fill="$dark"/><path d="M40 60H92Q102 66 100 110H86V90H56V110H40Z"
 fill="$main"/><path d="M46 84V110H58V88ZM88 88V110H100V96Z" fill="$dark"/><path d="M40 64Q44 86 56 92H40Z" fill="$pale"/>
<path d="M8 42Q6 30 22 28Q24 8 46 8Q70 10 68 40Q66 64 44 66Q20 66 8 52Z" fill="$main"/>
<path d="M8 42Q18 34 32 40Q38 52 30 60Q14 60 8 52Z" fill="$pale"/><ellipse cx="11" cy="42" rx="6" ry="5" fill="#2a2226"/>
<path d="M14 54Q22 58 30 53" stroke="#4a342a" stroke-width="2" fill="none"/><circle cx="36" cy="30" r="4.5" fill="#2a2226"/>
<circle cx="35" cy="28.5" r="1.5" fill="#ffffff"/><path d="M54 10Q76 14 76 44Q74 58 64 54Q54 36 54 10Z" fill="$dark"/>
<path d="M40 62Q52 70 64 58L66 64Q54 76 42 68Z" fill="#c8403c"/><circle cx="50" cy="70" r="4" fill="#f0c860"/>`,
  },
  {
    words: ["fox"],
    plurals: ["foxes"],
    place: "ground",
    width: 130,
    height: 110,
    size: 0.36,
    color: "#dd7030",
    svg: `<path d="M80 100Q132 112 128 58Q126 40 116 46Q118 82 82 82Z" fill="$main"/><path d="M128 58Q126 40 116 46L115 64Q124 68 128 58Z"
 fill="#fbf2e4"/><path d="M30 110Q28 64 54 56Q92 60 90 110Z" fill="$main"/><path d="M42 110Q38 80 54 70Q70 80 68 110Z"
 fill="#fbf2e4"/><path d="M20 40L16 2L42 22ZM88 40L92 2L66 22Z" fill="$main"/><path d="M23 26L21 10L34 21ZM85 26L87 10L74 21Z"
 fill="#3a2a28"/><path d="M12 48Q22 18 54 18Q86 18 96 48Q76 54 66 74Q54 84 42 74Q32 54 12 48Z" fill="$main"/>
<path d="M12 48Q30 44 44 58L54 80Q44 80 40 72Q32 54 12 48ZM96 48Q78 44 64 58L54 80Q64 80 68 72Q76 54 96 48Z" fill="#fbf2e4"/>
<circle cx="39" cy="44" r="4.5" fill="#2a2226"/><circle cx="69" cy="44" r="4.5" fill="#2a2226"/>
<circle cx="40" cy="42.5" r="1.5" fill="#ffffff"/><circle cx="70" cy="42.5" r="1.5" fill="#ffffff"/>
<ellipse cx="54" cy="75" rx="6" ry="5" fill="#2a2226"/><path d="M40 110V98M66 110V98" stroke="$dark" stroke-width="2"/>
<path d="M34 110Q34 102 42 102Q50 102 50 110ZM58 110Q58 102 66 102Q74 102 74 110Z" fill="#4a302a"/>`,
  },
  {
    words: ["horse", "pony", "unicorn"],
    place: "ground",
    width: 150,
    height: 130,
    size: 0.4,
    color: "#8a5434",
    svg: `<path d="M126 58Q150 64 142 104Q134 84 122 76Z" fill="$dark"/><path d="M44 74L48 130H58L62 84H104L110 130H120L126 70Q124 50 100 52
H66Q58 50 54 30L46 8L40 20Q22 30 8 46Q8 56 18 56L34 48Q38 64 44 74Z" fill="$main"/><path d="M58 88L66 130H74L72 84ZM96 84L98 130H106
L108 84Z" fill="$dark"/><path d="M46 8Q64 16 66 50Q62 58 58 52Q56 30 44 18Z" fill="$dark"/><circle cx="32" cy="34" r="3" fill="#241c1c"/>
<path d="M48 124H58V130H48ZM110 124H120V130H110Z" fill="#2e2624"/><circle cx="13" cy="50" r="1.8" fill="#241c1c"/>`,
  },
  {
    words: ["bird", "seagull", "gull", "eagle", "swallow"],
    place: "air",
    width: 100,
    height: 44,
    size: 0.07,
    count: 5,
    color: "#34384a",
    svg: `<path d="M2 16Q26 -2 48 26Q74 -4 98 10Q74 8 56 32Q50 42 44 32Q26 8 2 16Z" fill="$main"/>`,
  },
  {
    words: ["person", "man", "woman", "girl", "boy", "hiker", "astronaut", "child"],
    plurals: ["people", "men", "women", "children", "persons"],
    place: "ground",
    width: 60,
    height: 140,
    size: 0.36,
    color: "#3a6ea8",
    svg: `<path d="M20 78L17 134H27L30 92L33 134H43L40 78Z" fill="#3c4254"/><path d="M11 134H28V140H9ZM32 134H49L51 140H32Z" fill="#2e2a2c"/>
<path d="M14 44Q30 34 46 44L44 86H16Z" fill="$main"/><path d="M34 39Q44 40 46 44L44 86H34Z" fill="$dark"/>
<path d="M14 45Q6 50 5 78L11 80L19 56ZM46 45Q54 50 55 78L49 80L41 56Z" fill="$main"/><circle cx="8" cy="81" r="4" fill="#e4b490"/>
<circle cx="52" cy="81" r="4" fill="#e4b490"/><rect x="26" y="30" width="8" height="10" fill="#d6a480"/>
<circle cx="30" cy="19" r="14" fill="#e8ba96"/><path d="M15 21Q12 3 30 3Q48 3 45 21Q42 12 30 12Q18 12 15 21Z" fill="#4a3226"/>
<circle cx="25" cy="20" r="1.5" fill="#2c2220"/><circle cx="35" cy="20" r="1.5" fill="#2c2220"/>
<path d="M25 26Q30 30 35 26" stroke="#a85a4a" stroke-width="1.6" fill="none"/>`,
  },
];
