"""The turns of phrase by which a message says how bad something is. Pure.

They are read off small letters without marks ("He's" is "hes"), one clause at a time.
"""

import re


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


_THEM = (
    "(?:me|us|him|her|them|someone|somebody|people|everyone|each other|my|our|his|a|an|the|some)"
)
_FAMILY = "(?:mum|mums|mom|dad|dads|parents|teacher|boss|wife|husband|missus|girlfriend)"
_HARM = (
    "(?:stab|kill|shoot|shank|hurt|beat|batter|jump|punch|slap|attack|burn|knock|bottle|rape|merk|"
    "cheff|splash|strangle|throw acid|finish|come for|smash (?:my|his|her|our|your) (?:face|head|"
    "house|place|windows?)|smash (?:me|us|him|her)|do (?:me|us|him|her) (?:in|over)|"
    "get (?:me|us|my)|wet (?:me|him) up|bang (?:me|him|her) out|break (?:my|his|her) \\w+)"
)
_ARMS = (
    "(?:knife|knifes|knives|nife|blades?|machetes?|shanks?|nank|daggers?|swords?|guns?|pistol|"
    "shotgun|firearm|shooter|acid|axe|crowbar|bats?|baseball bat|hammer|hammers|screwdriver|"
    "weapons?|broken bottle|metal pole|knuckle ?duster|taser)"
)
_UP_TO_IT = "(?: (?!(?:with|in|for|that|which|no|not|never)\\b)\\w+){0,3}?"

NEGATION = re.compile(
    r"\b(?:no|not|nobody|noone|none|isnt|arent|wasnt|werent|didnt|doesnt|dont|havent|hasnt|hadnt|"
    r"never|without)(?: (?:one|is|was|are|were|am|has|have|had|been|being|get|got|gets|getting|"
    r"any|anyone|anybody|a|an|the|in|of|us|them|really|even|actually|immediate|to|seen|see|there|"
    r"making|made|carrying|feel|think)){0,4} ?$"
)
HABIT = _any(
    "always", "every", "often", "sometimes", "usually", "all the time", "most (?:days|nights)",
    "keeps?", "constantly", "regularly", "for (?:weeks|months|years|ages)", "each (?:day|night)",
    "again and again", "mondays?", "weekends", "whenever",
)  # fmt: skip
_IN_DOUBT = (
    "if", "think", "hope", "maybe", "might", "probably", "dunno", "not sure", "unsure",
    "dont know", "could", "worried", "heard", "rumours?",
)  # fmt: skip
DOUBT = _any(*_IN_DOUBT)
HEDGE = _any(
    *_IN_DOUBT, "but", "yet", "except", "unless", "apart from", "not safe", "unsafe",
    "dont feel safe", "for now", "so far",
)  # fmt: skip

PAST = re.compile(
    r"(?<!since )(?<!every )(?<!from )(?<!like )\b(?:yesterday|last (?:night|week|weekend|month|"
    r"year|summer|winter|spring|autumn|christmas|\w+day)|(?:\w+ )?(?:days?|weeks?|months?|years?) "
    r"ago|ages ago|long (?:time )?ago|the other (?:day|night|week)|a while (?:ago|back)|"
    r"when i was (?:younger|little|a kid|at school))\b"
)
OVER = _any(
    "(?:its|it|it has|thats|that has|has|have|theyve|noise|shouting|banging|screaming|fighting|"
    "argument) (?:all )?(?:stopped|finished|ended)(?! (?:me|us|him|her|and search))",
    "(?:its|it is|is|thats|are) (?:all )?over(?: now)?$", "(?:its|it is) not happening",
)  # fmt: skip
NOT_NOW = _any(
    "(?:not|isnt|nothing|nothings)(?: (?:is|its|happening|going on))*(?: right)? now",
)
GOING_ON = _any(
    "still", "again", "keeps?",
    "(?:is|are|am|im|hes|shes|theyre|someones|somebodys|s) \\w{2,}(?:ing|in)",
)  # fmt: skip
NOW = _any(
    "right now", "rn", "at the moment", "atm", "as we speak", "as i (?:type|write|speak|text)",
    "just now", "currently", "just happened", "this (?:minute|second|instant)",
    "(?:is|are|its|theyre) (?:happening|kicking off)", "kicking off", "come quick",
    "(?:minutes?|mins?|seconds?|secs) ago", "in front of me",
    "just (?:got |been |had )?(?:my |his |her |our |me |a |the |their )?(?:\\w+ )?(?:robbed|"
    "mugged|jumped|attacked|beaten|stabbed|snatched|grabbed|jacked|groped|touched|punched|hit|"
    "smashed|nicked|stole|stolen|took|bitten|bit|spat|followed|broke|broken)",
    "still (?:here|there|outside|inside|going|fighting|in|at it|happening|shouting|behind|"
    "following|screaming|bleeding)",
    "(?:outside|behind|upstairs|downstairs|next door|here|in here|at (?:my|the|our) door)"
    "(?: \\w+){0,2} now",
)  # fmt: skip
NOW_ALONE = re.compile(
    r"(?<!stopped )(?<!gone )(?<!over )(?<!fine )(?<!ok )(?<!okay )(?<!safe )(?<!better )"
    r"(?<!weeks )(?<!months )(?<!days )(?<!years )(?<!ages )(?<!hours )(?<!quiet )(?<!left )"
    r"(?<!done )(?<!alone )(?<!do )(?<!what )(?<!until )(?<!till )(?<!by )(?<!calm )(?<!home )"
    r"(?<!from )(?<!for )(?<!ended )(?<!finished )(?<!away )(?<!off )(?<!times )(?<!every )(?<!^)"
    r"\bnow$"
)

SURELY_DANGER = _any(
    "(?:not|isnt|stopped) breathing", "cant breathe?", "unconscious", "wont wake up", "bleeding",
    "blood everywhere", "covered in blood", "blood on (?:it|the|him|her|them|his|my)",
    "(?:is|its|was|with) (?:\\w+ )?blood", "bloody knife", "scared for my life",
    "(?:gonna|going to) die", "(?:its|this is) an emergency", "screaming for help",
    "(?:shouting|crying|calling|screams?|shouts?|begging) (?:for )?help",
)  # fmt: skip
"""True however long ago other things happened."""
DANGER = _any(
    "in (?:real |serious |immediate |grave )?danger",
    "(?:is|are|hes|shes|theyre|someones|been|got|being|getting|im|badly|really) "
    "(?:\\w+ )?(?:hurt|injured|stabbed|shot|shanked|slashed|strangled|raped|kidnapped|mauled)",
    "(?:been|got|being|getting|gettin|is|are|just) (?:\\w+ )?(?:attacked|beaten(?: up)?|beat up|"
    "jumped|battered|punched|kicked in)",
    f"(?:attacking|attackin|stabbing|punching|beating|battering|strangling|choking|mauling|raping|"
    f"slapping|robbing|mugging|dragging|chasing|kidnapping) {_THEM}",
    "(?:hitting|hittin|kicking|biting|jumping|throwing stuff at) "
    "(?:me|us|him|her|them|someone|each other|a kid|his|people|my (?:mum|dad|son|brother|sister))",
    "beating up", "(?:is|are|theyre|hes) fighting(?! (?:for|about|over|the council|it))",
    "(?:people|men|boys|lads|kids|girls|gang|gangs|they|couple|neighbours|guys) (?:are |r )?"
    "(?:all |having a )?fight(?:ing|in)?(?! (?:for|about|over|the council|it|with))",
    "(?:massive|big|huge) fight", "fight (?:going on|outside|kicking off|happening)",
    "holding (?:me|us|him|her|them) (?:down|hostage)", "held hostage",
    "(?:breaking|brekin|breakin|braking) in(?:to)?", "trying to (?:get|break) (?:in|into|through)",
    "(?:kicking|banging|smashing) (?:in |down |on )?(?:my|our|her|his|the)(?: \\w+)? doors? "
    "(?:in|down)", "trying to (?:kill|stab|hurt|grab|kidnap|attack|drag|run over|strangle)",
    "(?:shooting|firing) (?:at|a gun|guns|shots)", "gun ?shots?", "shots (?:were )?fired",
    "(?:on fire|in flames|caught fire|(?:bon)?fire (?:\\w+ ){0,3}(?:out of control|spreading))",
    "(?:flames|(?:bon)?fire) (?:are |is )?(?:spreading|getting (?:big|bigger)|out of control)",
    "about to (?:be|get) (?:hurt|killed|stabbed|hit|jumped|attacked)", "collapsed", "overdosed?",
    "(?:is|are|hes|shes|theyre|someones|man|men|guy|car|van|boys|lads) (?:still )?following "
    "(?:me|us)(?! on)", "threw acid", "acid (?:attack|thrown)", "running after me",
    "(?:attacks|attacked|has hold of|got hold of) (?:a child|my (?:son|daughter|kid|child|arm))",
    "being (?:robbed|mugged|followed|chased|beaten)", "(?:stabbing|shooting) (?:outside|at|in|on)",
    "(?:someone|somebody|man|men|guy|stranger|burglars?|intruder)s? (?:is |are )?(?:in|inside) "
    "(?:my|our) (?:house|flat|home|bedroom|kitchen)", "(?:coming|climbing) through (?:\\w+ ){0,2}"
    "window", "breaking (?:\\w+ )?doors? down", "coming (?:\\w+ ){0,4}to (?:hurt|kill|get|beat)",
    "(?:crashed into|run over|ran over|knocked down) (?:a|some|the|my|people|him|her)",
    "throwing (?:\\w+ )?at (?:me|us|him|her|people|my (?:son|daughter|mum|brother|sister))",
    "throttling", "by the (?:hair|throat|neck)", "fired a gun", "ripping (?:a|him|her|me|my)",
    "run (?:me|us|him|her|people|someone) over", "trying to smash", "being held (?:in|at|by)",
    "wont let (?:me|us|him|her|them) (?:out|leave|go)(?! to)", "set (?:me|us|him|her) on fire",
    "setting fire to", "holding (?:\\w+ ){1,3}hostage",
    "(?:bit|bitten|attacked) (?:\\w+ ){1,3}(?:and )?wont let go",
)  # fmt: skip
WEDDING = _any("marry", "married", "marriage", "wedding")
SOON = _any(
    "airport", "tonight", "today", "tomorrow", "right now", "in the morning", "in an hour",
    "locked me",
)  # fmt: skip
"""With a wedding that is not wanted: about to be taken away."""
SAFE = _any(
    "(?:no one|noone|nobody)(?: is|s)? in (?:any )?(?:immediate )?danger(?: now)?", "no danger",
    "not in (?:any )?(?:immediate )?danger", "(?:everyone|everybody)(?: is|s)? (?:all )?safe",
    "(?:we are|were) all safe", "no immediate danger",
)  # fmt: skip

WEAPON_OUT = _any(
    f"(?:waving|waved|wavin|pulled|pulling|pulls|swinging|swung|pointing|pointed|brandishing|"
    f"wielding|flashed|held up|took out){_UP_TO_IT} {_ARMS}",
    "(?:at )?(?:knife|gun) ?point", "tooled up",
    f"{_ARMS} (?:to|at|against) (?:my|his|her|our|their|me|him|us) ?(?:throat|neck|face|head)?",
    f"(?:running|chasing|coming|walking|going|kicking)(?: \\w+){{0,6}} with{_UP_TO_IT} {_ARMS}",
)  # fmt: skip
WEAPON_THERE = _any(
    f"(?:with|holding|using|grabbed|got){_UP_TO_IT} {_ARMS}", f"{_ARMS} out",
    f"(?:he|she|they|someone|somebody|man|men|guy|guys|lad|lads|boys?|one of them|both|all|"
    f"who|neighbour|mum|dad|stepdad|ex|husband|wife|boyfriend|girlfriend|partner|bloke) "
    f"(?:has|have|had|has got|had got){_UP_TO_IT} {_ARMS}",
    f"(?:hes|shes|theyve|someones|somebodys|theyre) (?:got|had|having){_UP_TO_IT} {_ARMS}",
)  # fmt: skip
GUN_THERE = _any(
    f"(?:has|have|had|got|with|holding){_UP_TO_IT} (?:guns?|pistol|shotgun|firearm|shooter)",
)
NO_REAL_GUN = _any("toy", "nerf", "bb", "water", "film", "movie", "game")
WEAPON_KEPT = _any(
    "found", "find", "finds", "hidden", "hid", "stashed?", "lying", "buried", "carry", "carries",
    "carrying", "keeps?", "takes?", "brought", "brings", "needs", "spotted", "on the floor",
    "(?:in|at|to|under|inside)(?: \\w+){0,3} (?:bag|drawer|wardrobe|bedroom|room|mattress|bed|"
    "school|class|year|form|locker|bush|bushes|hedge|bin|canal)", "always", "pictures?", "photos?",
    "selling", "cricket", "football", "toy", "nerf", "bb", "hand in",
    "(?:my|our|his|her) (?:\\w+ )?(?:brother|son|daughter|mate|friend|cousin|nephew) (?:has|had|"
    "got|always|might)",
)  # fmt: skip
"""A weapon that lies or is kept somewhere: one more question tells whether it is used."""

THREAT = _any(
    "(?:gonna|goin to|going to|gunna|gon|finna|bouta|about to|will|ll|hell|shell|theyll|ill|hed|"
    f"shed|theyd|would|wants? to|wanna|tryna|said to) (?:be |go |all )?"
    f"{_HARM}(?! (?:feelings|it|off))",
    "threaten(?:ing|in|s|ed)? (?:to )?(?:me|us|him|her|them|my|our|people|everyone|someone|staff|"
    f"each other|kids|children|old|violence|with|{_HARM})", "(?:death|violent) threats?",
    "(?:making|made|sending|sent|shouting|shouted|getting|got) (?:\\w+ ){0,2}threats?",
    "(?:im|were|we are) being threatened", "threats? (?:to|of) (?:kill|stab|hurt|violence)",
    "(?:get|got|hurt|kill) you after school", "wait(?:ing)? for (?:me|him|her) after school",
    "(?:know|knows) where (?:i|we|you) live", "threatened (?:me|us|my|him|her)",
    "youre dead", "im a dead (?:man|girl|boy|woman)", "ur dead", "jump (?:me|him|her) after",
)  # fmt: skip
MILD_THREAT = _any(
    "threaten\\w* (?:me |us |him |her |them )?(?:to |with )?(?:tell|report|call|post|send|share|"
    "leak|sue|evict|evicting|court|eviction|police|the police|solicitors?|kick (?:me|us) out)",
    f"{_FAMILY} (?:is |are |s )?(?:gonna|going to|will|ll) (?:kill|murder) me",
    "look(?:s|ing)? threatening", "killing me",
)  # fmt: skip
NO_THREAT = _any(
    "(?:no|not any|no one made any|nobody made any|havent made any) threats",
    "(?:no one|noone|nobody) (?:has |is |s )?(?:been )?threaten(?:ed|ing)(?: anyone| us| me)?",
    "(?:havent|hasnt|not|didnt|arent|isnt) threaten(?:ed|ing)?(?: anyone| us| me)?",
)  # fmt: skip

_GROUPS = (
    "(?:black|brown|asian|african|somali|muslim|jewish|jews|sikh|hindu|gay|lesbian|bi|trans|queer|"
    "disabled|autistic|polish|romanian|roma|pakistani|indian|bengali|foreign|foreigners|"
    "immigrants?|refugees?|chinese|turkish|bulgarian|eastern european|deaf|blind)"
)
HATE = _any(
    "racists?", "racism", "racially", "raceist", "homophobic", "homophobia", "transphobic",
    "islamophobi\\w+", "antisemiti\\w+", "slurs?", "[np] word", "hate crimes?", "swastikas?",
    "nazis?", "go back to (?:your|ur|my|our) (?:own )?country", "go back (?:home|where)",
    "faggots?",
    "(?:hijab|turban|headscarf|wheelchair|kippah|burka|niqab)", "terrorists?", "hateful",
    f"(?:because|cos|cuz|coz|cause|bc|bcos) (?:i am|im|were|we are|hes|he is|shes|she is|theyre|"
    f"they are|of) (?:\\w+ )?{_GROUPS}",
    "(?:because|cos|cuz|coz|cause|bc) of (?:my|his|her|our|their) (?:race|religion|skin|colour|"
    "faith|disability|sexuality|accent|country|autism)",
    "(?:abuse|picked on|attacked|hassle|shouted at|insulted) for being (?:\\w+ )?" + _GROUPS,
)  # fmt: skip
NO_HATE = _any(
    "(?:not|isnt|nothing|wasnt)(?: \\w+){0,3} (?:hate crime|to do with (?:race|religion|being))",
)

LANDLORDS = _any(
    "council(?:s)? (?:flats?|house|houses|home|homes|propert(?:y|ies)|blocks?|tenants?|estate|"
    "tenancy|building|place)", "housing (?:association|assoc|assosiation|asociation)s?",
    "social housing", "social landlord", "rents? (?:\\w+ ){0,3}from the council",
    "ha (?:flat|block)",
    "(?:flat|house|home|place|tenants?) (?:is |are )?(?:owned|run) by the council",
)  # fmt: skip
NOT_LANDLORDS = _any(
    "privately? (?:rent|rented|renting|let|landlord|owned)", "private (?:landlord|tenants?|flat)",
    "(?:i|we|they|he|she|who) (?:both )?owns? (?:my|our|their|his|her|the|this) (?:own )?(?:home|"
    "house|flat|place)", "home ?owners?", "(?:my|our) mortgage", "bought (?:my|our|the) (?:house|"
    "flat|home)", "(?:isnt|not) (?:a )?(?:council|housing association)(?! tenant)",
)  # fmt: skip
