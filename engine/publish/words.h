/* The words of the published pages, in both languages. {1}, {2}, {3} are filled in. */
#ifndef MYN_PUBLISH_WORDS_H
#define MYN_PUBLISH_WORDS_H
#include <mynegai/label.h>

/* name, English, Welsh. Welsh puts numbers before "o", so that one form serves every number. */
// clang-format off
#define PAGE_WORDS(X) \
    X(SAY_LANGUAGE, "English", "Cymraeg") \
    X(SAY_SKIP, "Skip to main content", "Neidio i'r prif gynnwys") \
    X(SAY_PAGES, "Pages", "Tudalennau") \
    X(SAY_INDEX, "The index", "Y mynegai") \
    X(SAY_COMPARE, "Compare places", "Cymharu lleoedd") \
    X(SAY_NODES, "Parts and indicators", "Rhannau a dangosyddion") \
    X(SAY_LARGER, "Larger areas", "Ardaloedd mwy") \
    X(SAY_SEGMENTS, "Groups of areas", "Grwpiau o ardaloedd") \
    X(SAY_METHOD, "How it was made", "Sut y'i gwnaed") \
    X(SAY_DATA, "Data to download", "Data i'w lawrlwytho") \
    X(SAY_ACCESS, "Accessibility", "Hygyrchedd") \
    X(SAY_EDITION, "Edition {1}", "Argraffiad {1}") \
    X(SAY_SYNTHETIC, "Synthetic data: these figures are invented and describe no real place.", \
      "Data synthetig: ffigurau dychmygol yw'r rhain, heb ddisgrifio unrhyw le go iawn.") \
    X(SAY_HIGH, "A high score means: {1}.", "Ystyr sgôr uchel: {1}.") \
    X(SAY_HEAD, "{1} of {2} areas have a score. First: {3}.", "Mae sgôr gan {1} o'r {2} ardal. Cyntaf: {3}.") \
    X(SAY_MAP_OF, "Map: {1}", "Map: {1}") \
    X(SAY_MAP_TABLE, "The table holds the same figures as the map.", "Mae'r tabl yn dal yr un ffigurau â'r map.") \
    X(SAY_TILES, "Each tile is one area; its size means nothing.", \
      "Un ardal yw pob teilsen; nid yw ei maint yn golygu dim.") \
    X(SAY_RANKING, "Ranking", "Safleoedd") \
    X(SAY_RANKING_OF, "Ranking: {1}", "Safleoedd: {1}") \
    X(SAY_RANK, "Rank", "Safle") \
    X(SAY_AREA, "Area", "Ardal") \
    X(SAY_SCORE, "Score", "Sgôr") \
    X(SAY_BAND, "Band", "Band") \
    X(SAY_GROUP, "Group", "Grŵp") \
    X(SAY_LIKELY, "Likely rank", "Safle tebygol") \
    X(SAY_LIKELY_MEANS, "Likely rank: between which ranks the area came in the draws of what is uncertain (percentiles {1}).", \
      "Safle tebygol: rhwng pa safleoedd y daeth yr ardal yn y tyniadau o'r hyn sy'n ansicr (canraddau {1}).") \
    X(SAY_CHANGE, "Change", "Newid") \
    X(SAY_CHANGE_MEANS, "Change: places gained (▲) or lost (▼) since edition {1}.", \
      "Newid: safleoedd a enillwyd (▲) neu a gollwyd (▼) ers argraffiad {1}.") \
    X(SAY_NEW, "new", "newydd") \
    X(SAY_UP, "up {1}", "i fyny {1}") \
    X(SAY_DOWN, "down {1}", "i lawr {1}") \
    X(SAY_SAME, "same", "yr un fath") \
    X(SAY_OF, "{1} of {2}", "{1} o {2}") \
    X(SAY_CLASS, "Group {1} of {2}", "Grŵp {1} o {2}") \
    X(SAY_CLASS_LOW, "Group {1} of {2} (lowest scores)", "Grŵp {1} o {2} (sgorau isaf)") \
    X(SAY_CLASS_HIGH, "Group {1} of {2} (highest scores)", "Grŵp {1} o {2} (sgorau uchaf)") \
    X(SAY_NO_VALUE, "No value", "Dim gwerth") \
    X(SAY_PART, "Part", "Rhan") \
    X(SAY_PARTS, "Parts", "Rhannau") \
    X(SAY_VALUE, "Value", "Gwerth") \
    X(SAY_UNIT, "Unit", "Uned") \
    X(SAY_PERIOD, "Period", "Cyfnod") \
    X(SAY_LIMITS, "Limits", "Terfynau") \
    X(SAY_WEIGHT, "Weight", "Pwysau") \
    X(SAY_AMONG, "Among all areas", "Ymhlith yr holl ardaloedd") \
    X(SAY_AMONG_MEANS, "The line runs from the lowest to the highest area, the tick is the mean, the dot is this area.", \
      "Mae'r llinell yn mynd o'r ardal isaf i'r uchaf; y marc yw'r cymedr, a'r dot yw'r ardal hon.") \
    X(SAY_PLACE_HEAD, "Score {1}, rank {2} of {3}", "Sgôr {1}, safle {2} o {3}") \
    X(SAY_PLACE_NONE, "No overall score in this edition.", "Dim sgôr gyffredinol yn yr argraffiad hwn.") \
    X(SAY_RESTS, "Rests on withheld figures", "Yn dibynnu ar ffigurau a ataliwyd") \
    X(SAY_RESTS_MEANS, "c: the score rests on figures that were withheld to protect people; they are filled in or left out as the method says.", \
      "c: mae'r sgôr yn dibynnu ar ffigurau a ataliwyd i warchod pobl; fe'u llenwir neu fe'u hepgorir fel y dywed y dull.") \
    X(SAY_CARD, "Scorecard", "Cerdyn sgorio") \
    X(SAY_STRONG, "Raises the score most", "Yn codi'r sgôr fwyaf") \
    X(SAY_WEAK, "Lowers the score most", "Yn gostwng y sgôr fwyaf") \
    X(SAY_STRONG_MEANS, "Indicators that raise or lower the overall score most, beside the average area.", \
      "Dangosyddion sy'n codi neu'n gostwng y sgôr gyffredinol fwyaf, o'u cymharu â'r ardal gyfartalog.") \
    X(SAY_NONE, "None.", "Dim.") \
    X(SAY_TIME, "Over time", "Dros amser") \
    X(SAY_TIME_SCORE, "Scores by edition", "Sgorau yn ôl argraffiad") \
    X(SAY_TIME_VALUES, "Indicators over time", "Dangosyddion dros amser") \
    X(SAY_FORECAST, "forecast", "rhagolwg") \
    X(SAY_FORECAST_MEANS, "Dashed: forecast with {1} % interval.", "Llinell doredig: rhagolwg gyda chyfwng {1} %.") \
    X(SAY_AS_TABLE, "Show as a table", "Dangos fel tabl") \
    X(SAY_BESIDE, "Beside others", "Ochr yn ochr ag eraill") \
    X(SAY_HERE, "Here", "Yma") \
    X(SAY_ALL_MEAN, "Mean of all areas", "Cymedr yr holl ardaloedd") \
    X(SAY_WITHIN_MEAN, "Mean of areas in {1}", "Cymedr ardaloedd {1}") \
    X(SAY_FAMILY_MEAN, "Mean of its family", "Cymedr ei deulu") \
    X(SAY_FAMILY, "Its family: the {1} areas most like it by {2} measures", "Ei deulu: y {1} ardal debycaf iddo yn ôl {2} mesur") \
    X(SAY_SEGMENT, "Its group", "Ei grŵp") \
    X(SAY_SEGMENT_SIZE, "{1} areas", "{1} ardal") \
    X(SAY_SEGMENT_ABOVE, "Above the average area in: {1}.", "Uwch na'r ardal gyfartalog o ran: {1}.") \
    X(SAY_SEGMENT_BELOW, "Below the average area in: {1}.", "Is na'r ardal gyfartalog o ran: {1}.") \
    X(SAY_SEGMENT_TYPICAL, "Typical areas: {1}.", "Ardaloedd nodweddiadol: {1}.") \
    X(SAY_SEGMENT_FIT, "How well this area fits: silhouette {1} (1 well inside, 0 between two groups).", \
      "Pa mor dda mae'r ardal hon yn ffitio: silwét {1} (1 yn bell y tu mewn, 0 rhwng dau grŵp).") \
    X(SAY_SEGMENTS_ARE, "Areas with similar figures, found by {1}. A group is no judgement and no ranking.", \
      "Ardaloedd â ffigurau tebyg, a ganfuwyd drwy {1}. Nid barn na safle yw grŵp.") \
    X(SAY_MEMBERS, "Areas of this group", "Ardaloedd y grŵp hwn") \
    X(SAY_COMPARE_THIS, "Compare with other places", "Cymharu â lleoedd eraill") \
    X(SAY_COMPARE_ARE, "Scores of every place. With the script on, choose up to four places to see them side by side.", \
      "Sgorau pob lle. Gyda'r sgript ymlaen, dewiswch hyd at bedwar lle i'w gweld ochr yn ochr.") \
    X(SAY_NODES_ARE, "The index is made of these parts. Each has a page with its map, its ranking and its source.", \
      "Mae'r mynegai wedi'i wneud o'r rhannau hyn. Mae gan bob un dudalen gyda'i fap, ei safleoedd a'i ffynhonnell.") \
    X(SAY_LEVEL, "Level", "Lefel") \
    X(SAY_WITHOUT_LEVEL, "part", "rhan") \
    X(SAY_INDICATOR, "indicator", "dangosydd") \
    X(SAY_INDICATOR_HEAD, "Indicator", "Dangosydd") \
    X(SAY_PART_OF, "Part of {1}", "Rhan o {1}") \
    X(SAY_IS_BRANCH, "A score made of its parts by: {1}.", "Sgôr wedi'i gwneud o'i rhannau drwy: {1}.") \
    X(SAY_IS_UP, "A high value raises the score.", "Mae gwerth uchel yn codi'r sgôr.") \
    X(SAY_IS_DOWN, "A high value lowers the score.", "Mae gwerth uchel yn gostwng y sgôr.") \
    X(SAY_UNIT_IS, "Unit: {1}.", "Uned: {1}.") \
    X(SAY_PERIOD_IS, "Period: {1}.", "Cyfnod: {1}.") \
    X(SAY_SERIES_IS, "Made from: {1}.", "Gwnaed o: {1}.") \
    X(SAY_STEPS_IS, "On the way to its score: {1}.", "Ar y ffordd i'w sgôr: {1}.") \
    X(SAY_FILLS_IS, "Where a value is missing: {1}.", "Lle mae gwerth ar goll: {1}.") \
    X(SAY_TREND, "The middle area, and the middle half of areas, over time", "Yr ardal ganol, a'r hanner canol o ardaloedd, dros amser") \
    X(SAY_MIDDLE, "Middle area", "Yr ardal ganol") \
    X(SAY_LARGER_ARE, "Areas that the index's own areas lie in, with what is measured of them.", \
      "Ardaloedd y mae ardaloedd y mynegai'n gorwedd ynddynt, gyda'r hyn a fesurir ohonynt.") \
    X(SAY_MEASURE, "Measure", "Mesur") \
    X(SAY_MEASURES, "Summary measures", "Mesurau crynodol") \
    X(SAY_VALUES, "Indicators", "Dangosyddion") \
    X(SAY_AREAS_IN, "Areas within", "Ardaloedd oddi mewn") \
    X(SAY_STEPS, "From data to score", "O'r data i'r sgôr") \
    X(SAY_STEPS_ARE, "Generated from the definition with which the figures were computed. The definition itself, every default written out, stands at the end of this page.", \
      "Wedi'i gynhyrchu o'r diffiniad y cyfrifwyd y ffigurau ag ef. Mae'r diffiniad ei hun, gyda phob rhagosodiad, ar ddiwedd y dudalen hon.") \
    X(SAY_STEPS_LEAF, "Indicators", "Dangosyddion") \
    X(SAY_STEPS_BRANCH, "Parts", "Rhannau") \
    X(SAY_STEPS_OF, "Steps", "Camau") \
    X(SAY_MADE_BY, "Made by", "Gwnaed drwy") \
    X(SAY_METHODS_USED, "Methods used", "Dulliau a ddefnyddiwyd") \
    X(SAY_FORMULA, "Formula", "Fformiwla") \
    X(SAY_REFERENCE, "Reference", "Cyfeirnod") \
    X(SAY_SOURCES, "Where the data come from", "O ble daw'r data") \
    X(SAY_SOURCE, "Source", "Ffynhonnell") \
    X(SAY_LICENCE, "Licence", "Trwydded") \
    X(SAY_DATASET, "Data set", "Set ddata") \
    X(SAY_FILE, "File", "Ffeil") \
    X(SAY_ROWS, "Rows", "Rhesi") \
    X(SAY_QUALITY, "Quality of the data", "Ansawdd y data") \
    X(SAY_QUALITY_IS, "Areas with a value, of {1}, by indicator, in the period that this edition uses.", \
      "Ardaloedd â gwerth, o {1}, yn ôl dangosydd, yn y cyfnod y mae'r argraffiad hwn yn ei ddefnyddio.") \
    X(SAY_WITH_VALUE, "With a value", "Gyda gwerth") \
    X(SAY_WITHHELD, "Withheld", "Wedi'u hatal") \
    X(SAY_MISSING, "Without a value", "Heb werth") \
    X(SAY_FILLED, "Filled in", "Wedi'u llenwi") \
    X(SAY_NOT_USED, "none that counts", "dim un sy'n cyfrif") \
    X(SAY_WITHHELD_ALL, "{1} figures are withheld to protect people, and are nowhere in these pages and files.", \
      "Mae {1} ffigur wedi'u hatal i warchod pobl, ac nid ydynt yn unman yn y tudalennau a'r ffeiliau hyn.") \
    X(SAY_WITHHELD_NO, "No figure of the input is withheld.", "Nid oes ffigur o'r mewnbwn wedi'i atal.") \
    X(SAY_UNCERTAIN, "How sure the ranks are", "Pa mor sicr yw'r safleoedd") \
    X(SAY_UNCERTAIN_NO, "This release says nothing of how sure its scores and ranks are: small differences between areas may mean nothing.", \
      "Nid yw'r datganiad hwn yn dweud dim am ba mor sicr yw ei sgorau a'i safleoedd: gall gwahaniaethau bach rhwng ardaloedd olygu dim.") \
    X(SAY_UNCERTAIN_IS, "What is uncertain was drawn {1} times. Half of the areas have a likely rank (percentiles {2}) no wider than {3} places.", \
      "Tynnwyd yr hyn sy'n ansicr {1} o weithiau. Mae gan hanner yr ardaloedd safle tebygol (canraddau {2}) heb fod yn lletach na {3} safle.") \
    X(SAY_REVISIONS, "Revisions", "Diwygiadau") \
    X(SAY_REVISIONS_NO, "This release is not compared with an earlier one.", "Ni chymherir y datganiad hwn ag un cynharach.") \
    X(SAY_REVISIONS_IS, "From edition {1} to edition {2}: {3} areas in both.", "O argraffiad {1} i argraffiad {2}: {3} ardal yn y ddau.") \
    X(SAY_REVISIONS_MOVED, "{1} areas rose by rank, {2} fell, {3} are in another band.", "{1} ardal wedi codi o ran safle, {2} wedi gostwng, {3} mewn band arall.") \
    X(SAY_REVISIONS_MEAN, "Scores changed by {1} points on average, whichever way.", "Newidiodd y sgorau {1} pwynt ar gyfartaledd, y naill ffordd neu'r llall.") \
    X(SAY_OLD, "Before", "Cynt") \
    X(SAY_NOW, "Now", "Nawr") \
    X(SAY_BY_DATA, "By own data", "Oherwydd ei data ei hun") \
    X(SAY_BY_OTHERS, "By others' moves", "Oherwydd symudiadau eraill") \
    X(SAY_BY_METHOD, "By method", "Oherwydd y dull") \
    X(SAY_DEFINITION, "The definition, every default written out", "Y diffiniad, gyda phob rhagosodiad") \
    X(SAY_PROGRAM, "Computed by Mynegai {1}.", "Cyfrifwyd gan Mynegai {1}.") \
    X(SAY_COMMANDS, "Commands", "Gorchmynion") \
    X(SAY_FILES_ARE, "Every figure of these pages, to use again. Checksums of all files stand in SHA256SUMS.", \
      "Pob ffigur o'r tudalennau hyn, i'w ailddefnyddio. Mae gwiriadau pob ffeil yn SHA256SUMS.") \
    X(SAY_SIZE, "Size", "Maint") \
    X(SAY_FORM, "Form", "Ffurf") \
    X(SAY_HOLDS, "What it holds", "Beth sydd ynddi") \
    X(SAY_BOUNDARIES, "Boundaries of the areas, simplified (TopoJSON)", "Ffiniau'r ardaloedd, wedi'u symleiddio (TopoJSON)") \
    X(SAY_BOUNDARIES_OWN, "The boundaries have a licence of their own, which whoever publishes these pages should name here.", \
      "Mae gan y ffiniau eu trwydded eu hunain, y dylai pwy bynnag sy'n cyhoeddi'r tudalennau hyn ei henwi yma.") \
    X(SAY_BOUNDARIES_IN, "Boundaries of the areas in {1}, simplified (TopoJSON)", "Ffiniau ardaloedd {1}, wedi'u symleiddio (TopoJSON)") \
    X(SAY_ONE_FORM, "Names in one language only", "Enwau mewn un iaith yn unig") \
    X(SAY_ONE_FORM_IS, "{1} places and labels have no form of their own in this language and are shown in the other:", \
      "Nid oes gan {1} lle a label ffurf yn yr iaith hon, ac fe'u dangosir yn y llall:") \
    X(SAY_ONE_FORM_NO, "Every place and label has a name in this language.", "Mae gan bob lle a label enw yn yr iaith hon.") \
    X(SAY_AND_MORE, "and {1} more", "a {1} arall") \
    X(SAY_HELD_BACK, "Not published: {1}.", "Heb ei gyhoeddi: {1}.") \
    X(SAY_ACCESS_1, "These pages are made to meet the Web Content Accessibility Guidelines 2.2, level AA.", \
      "Gwneir y tudalennau hyn i fodloni Canllawiau Hygyrchedd Cynnwys y We 2.2, lefel AA.") \
    X(SAY_ACCESS_2, "Every map and chart has a table with the same figures. Nothing is told by colour alone. All of it works by keyboard, without a script, and at 400 % zoom.", \
      "Mae gan bob map a siart dabl â'r un ffigurau. Ni ddywedir dim drwy liw yn unig. Mae'r cyfan yn gweithio gyda bysellfwrdd, heb sgript, ac ar chwyddiad o 400 %.") \
    X(SAY_ACCESS_3, "The pages ask nothing of any other host, set no cookies and count nobody.", \
      "Nid yw'r tudalennau'n gofyn dim gan unrhyw westeiwr arall, nid ydynt yn gosod cwcis nac yn cyfrif neb.") \
    X(SAY_ACCESS_4, "Names that have no form in a language are shown in the other one and marked as being in it.", \
      "Dangosir enwau heb ffurf mewn un iaith yn y llall, gyda nod i ddweud hynny.") \
    X(SAY_ACCESS_5, "Whoever publishes these pages should add here whom to write to where something cannot be used.", \
      "Dylai pwy bynnag sy'n cyhoeddi'r tudalennau hyn ychwanegu yma at bwy i ysgrifennu os na ellir defnyddio rhywbeth.") \
    X(SAY_KEYS, "Keyboard: Tab reaches the map once; arrow keys go from area to area, Enter opens its page.", \
      "Bysellfwrdd: mae Tab yn cyrraedd y map unwaith; mae'r saethau'n mynd o ardal i ardal, ac mae Enter yn agor ei thudalen.") \
    X(SAY_CHOOSE_AREA, "Choose a larger area for its map and all of its areas.", "Dewiswch ardal fwy i weld ei map a'i holl ardaloedd.") \
    X(SAY_FIRST_OF, "The first {1} of {2} areas; all are in the data to download.", "Y {1} cyntaf o {2} ardal; mae pob un yn y data i'w lawrlwytho.") \
    X(SAY_PLACES_NAV, "Neighbours in the ranking", "Cymdogion yn ôl safle") \
    X(SAY_PREVIOUS, "Before: {1}", "Cynt: {1}") \
    X(SAY_NEXT, "After: {1}", "Wedyn: {1}")
// clang-format on

#define PAGE_WORD_NAME(name, en, cy) name,
typedef enum { PAGE_WORDS(PAGE_WORD_NAME) SAY_WORDS } Say;
#undef PAGE_WORD_NAME

/* SAY in LANG as it stands in the table. */
const char *say_text(Say say, myn_lang lang);

#endif
