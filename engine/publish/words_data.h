/* Words of the data files, in both languages. {1}, {2} are filled in. */
#ifndef MYN_PUBLISH_WORDS_DATA_H
#define MYN_PUBLISH_WORDS_DATA_H
#include <mynegai/label.h>
#include <mynegai/text.h>

/* name, English, Welsh */
// clang-format off
#define PUBLISH_DATA_WORDS(X) \
    X(DATA_SCORES, "Scores", "Sgorau") \
    X(DATA_RANKS, "Ranks", "Safleoedd") \
    X(DATA_QUANTILES, "Groups of equal size", "Grwpiau o'r un maint") \
    X(DATA_QUANTILES_OF, "Groups of equal size, {1} groups", "Grwpiau o'r un maint, {1} grŵp") \
    X(DATA_BANDS, "Bands", "Bandiau") \
    X(DATA_VALUES, "Values of the indicators", "Gwerthoedd y dangosyddion") \
    X(DATA_LARGER, "Values of the indicators for larger areas", "Gwerthoedd y dangosyddion ar gyfer ardaloedd mwy") \
    X(DATA_SUMMARIES, "Measures of larger areas", "Mesurau ardaloedd mwy") \
    X(DATA_UNCERTAINTY, "Uncertainty of scores and ranks", "Ansicrwydd sgorau a safleoedd") \
    X(DATA_FORECASTS, "Forecasts of the indicators", "Rhagolygon y dangosyddion") \
    X(DATA_SEGMENTS, "Segments of the areas", "Segmentau'r ardaloedd") \
    X(DATA_PROFILES, "Profiles of the segments", "Proffiliau'r segmentau") \
    X(DATA_NODES, "Structure of the index", "Strwythur y mynegai") \
    X(DATA_AREAS, "Areas of the index", "Ardaloedd y mynegai") \
    X(DATA_OVER_EDITIONS, "Overall score by edition", "Sgôr gyffredinol yn ôl argraffiad") \
    X(DATA_ABOUT_SCORES, "A row for each area, node and edition: the score as it is published.", \
      "Rhes ar gyfer pob ardal, nod ac argraffiad: y sgôr fel y'i cyhoeddir.") \
    X(DATA_ABOUT_RANKS, "A row for each area, node and edition: the place of the area among all areas.", \
      "Rhes ar gyfer pob ardal, nod ac argraffiad: safle'r ardal ymhlith yr holl ardaloedd.") \
    X(DATA_ABOUT_QUANTILES, "A row for each area, node, edition and grouping: the number of the group the area is in.", \
      "Rhes ar gyfer pob ardal, nod, argraffiad a grwpio: rhif y grŵp y mae'r ardal ynddo.") \
    X(DATA_ABOUT_BANDS, "A row for each area, node and edition: the band that the score lies in, counted from the lowest.", \
      "Rhes ar gyfer pob ardal, nod ac argraffiad: y band y mae'r sgôr ynddo, gan gyfrif o'r isaf.") \
    X(DATA_ABOUT_VALUES, "A row for each area, indicator and period: the value as it was published by its source, with confidence limits where there are any.", \
      "Rhes ar gyfer pob ardal, dangosydd a chyfnod: y gwerth fel y'i cyhoeddwyd gan ei ffynhonnell, gyda therfynau hyder lle mae rhai.") \
    X(DATA_ABOUT_LARGER, "A row for each larger area, indicator and period.", \
      "Rhes ar gyfer pob ardal fwy, dangosydd a chyfnod.") \
    X(DATA_ABOUT_SUMMARIES, "A row for each larger area, measure and edition: the measure and its rank.", \
      "Rhes ar gyfer pob ardal fwy, mesur ac argraffiad: y mesur a'i safle.") \
    X(DATA_ABOUT_UNCERTAINTY, "A row for each area, node and figure: what scores and ranks were in repeated draws of what is uncertain.", \
      "Rhes ar gyfer pob ardal, nod a ffigur: beth oedd sgorau a safleoedd mewn tyniadau mynych o'r hyn sy'n ansicr.") \
    X(DATA_ABOUT_FORECASTS, "A row for each area, indicator and period to come: the forecast and its intervals.", \
      "Rhes ar gyfer pob ardal, dangosydd a chyfnod i ddod: y rhagolwg a'i gyfyngau.") \
    X(DATA_ABOUT_SEGMENTS, "A row for each area and tier: the segment that the area is in.", \
      "Rhes ar gyfer pob ardal a haen: y segment y mae'r ardal ynddo.") \
    X(DATA_ABOUT_PROFILES, "A row for each segment and variable: the mean of its areas, and that mean with the mean of all areas as 100.", \
      "Rhes ar gyfer pob segment a newidyn: cymedr ei ardaloedd, a'r cymedr hwnnw gyda chymedr yr holl ardaloedd yn 100.") \
    X(DATA_ABOUT_NODES, "A row for each node of the tree: the whole index, its branches and its indicators.", \
      "Rhes ar gyfer pob nod o'r goeden: y mynegai cyfan, ei ganghennau a'i ddangosyddion.") \
    X(DATA_ABOUT_AREAS, "A row for each area.", "Rhes ar gyfer pob ardal.") \
    X(DATA_WORKBOOK_EN, "Workbook in English", "Llyfr gwaith yn Saesneg") \
    X(DATA_WORKBOOK_CY, "Workbook in Welsh", "Llyfr gwaith yn Gymraeg") \
    X(DATA_JSONSTAT_EN, "Scores as JSON-stat, labels in English", "Sgorau fel JSON-stat, labeli yn Saesneg") \
    X(DATA_JSONSTAT_CY, "Scores as JSON-stat, labels in Welsh", "Sgorau fel JSON-stat, labeli yn Gymraeg") \
    X(DATA_METADATA, "Description of a table (CSVW)", "Disgrifiad o dabl (CSVW)") \
    X(DATA_RECORD, "Catalogue record (DCAT)", "Cofnod catalog (DCAT)") \
    X(DATA_SUMS, "Checksums (SHA-256)", "Symiau gwirio (SHA-256)") \
    X(DATA_AREA, "Area code", "Cod yr ardal") \
    X(DATA_AREA_NAME, "Area name", "Enw'r ardal") \
    X(DATA_AREA_EN, "Area name in English", "Enw'r ardal yn Saesneg") \
    X(DATA_AREA_CY, "Area name in Welsh", "Enw'r ardal yn Gymraeg") \
    X(DATA_NODE, "Node", "Nod") \
    X(DATA_NODE_NAME, "Node name", "Enw'r nod") \
    X(DATA_NODE_EN, "Node name in English", "Enw'r nod yn Saesneg") \
    X(DATA_NODE_CY, "Node name in Welsh", "Enw'r nod yn Gymraeg") \
    X(DATA_INDICATOR, "Indicator", "Dangosydd") \
    X(DATA_INDICATOR_NAME, "Indicator name", "Enw'r dangosydd") \
    X(DATA_INDICATOR_EN, "Indicator name in English", "Enw'r dangosydd yn Saesneg") \
    X(DATA_INDICATOR_CY, "Indicator name in Welsh", "Enw'r dangosydd yn Gymraeg") \
    X(DATA_MEASURE, "Measure", "Mesur") \
    X(DATA_MEASURE_NAME, "Measure name", "Enw'r mesur") \
    X(DATA_MEASURE_EN, "Measure name in English", "Enw'r mesur yn Saesneg") \
    X(DATA_MEASURE_CY, "Measure name in Welsh", "Enw'r mesur yn Gymraeg") \
    X(DATA_SEGMENT, "Segment", "Segment") \
    X(DATA_SEGMENT_NAME, "Segment name", "Enw'r segment") \
    X(DATA_SEGMENT_EN, "Segment name in English", "Enw'r segment yn Saesneg") \
    X(DATA_SEGMENT_CY, "Segment name in Welsh", "Enw'r segment yn Gymraeg") \
    X(DATA_TIER, "Tier", "Haen") \
    X(DATA_MARGIN, "Margin to the next segment", "Bwlch i'r segment nesaf") \
    X(DATA_MEAN, "Mean", "Cymedr") \
    X(DATA_INDEX_100, "Mean, all areas as 100", "Cymedr, pob ardal yn 100") \
    X(DATA_EDITION, "Edition", "Argraffiad") \
    X(DATA_PERIOD, "Period", "Cyfnod") \
    X(DATA_UNIT, "Unit", "Uned") \
    X(DATA_SCORE, "Score", "Sgôr") \
    X(DATA_RANK, "Rank", "Safle") \
    X(DATA_GROUPS, "Number of groups", "Nifer y grwpiau") \
    X(DATA_GROUP, "Group", "Grŵp") \
    X(DATA_BAND, "Band", "Band") \
    X(DATA_BAND_EN, "Band name in English", "Enw'r band yn Saesneg") \
    X(DATA_BAND_CY, "Band name in Welsh", "Enw'r band yn Gymraeg") \
    X(DATA_VALUE, "Value", "Gwerth") \
    X(DATA_LOWER, "Lower limit", "Terfyn isaf") \
    X(DATA_UPPER, "Upper limit", "Terfyn uchaf") \
    X(DATA_LOWER_AT, "Lower end of the {1}% interval", "Pen isaf y cyfwng {1}%") \
    X(DATA_UPPER_AT, "Upper end of the {1}% interval", "Pen uchaf y cyfwng {1}%") \
    X(DATA_FORECAST, "Forecast", "Rhagolwg") \
    X(DATA_MODEL, "Model", "Model") \
    X(DATA_FIGURE, "Figure", "Ffigur") \
    X(DATA_SCORE_AT, "Score, percentile {1}", "Sgôr, canradd {1}") \
    X(DATA_RANK_AT, "Rank, percentile {1}", "Safle, canradd {1}") \
    X(DATA_STATUS, "Status", "Statws") \
    X(DATA_RESTS, "Rests on a withheld figure", "Yn dibynnu ar ffigur a ataliwyd") \
    X(DATA_PARENT, "Parent", "Rhiant") \
    X(DATA_PARENT_AREA, "Code of the larger area", "Cod yr ardal fwy") \
    X(DATA_LEVEL, "Level", "Lefel") \
    X(DATA_WEIGHT, "Weight in its parent", "Pwysau yn ei riant") \
    X(DATA_DIRECTION, "Direction", "Cyfeiriad") \
    X(DATA_DECIMALS, "Decimals", "Lleoedd degol") \
    X(DATA_NOTES_COLUMN, "Notes", "Nodiadau") \
    X(DATA_NO_NOTES, "none", "dim") \
    X(DATA_COVER, "Cover", "Clawr") \
    X(DATA_CONTENTS, "Contents", "Cynnwys") \
    X(DATA_NOTES, "Notes", "Nodiadau") \
    X(DATA_TITLE_OF, "{1}, edition {2}", "{1}, argraffiad {2}") \
    X(DATA_TABLE_OF, "{1}: {2}", "{1}: {2}") \
    X(DATA_ABOUT, "Scores, ranks and the figures behind them for {1} areas.", \
      "Sgorau, safleoedd a'r ffigurau y tu ôl iddynt ar gyfer {1} ardal.") \
    X(DATA_HIGH, "A high score means: {1}", "Ystyr sgôr uchel: {1}") \
    X(DATA_SYNTHETIC, "Synthetic data: these figures are invented and describe no real place.", \
      "Data synthetig: ffigurau dychmygol yw'r rhain, heb ddisgrifio unrhyw le go iawn.") \
    X(DATA_SPEAKS_OF, "The edition speaks of {1} to {2}.", "Mae'r argraffiad yn sôn am {1} hyd {2}.") \
    X(DATA_SOURCE, "Source: {1}", "Ffynhonnell: {1}") \
    X(DATA_LICENCE, "Licence: {1}", "Trwydded: {1}") \
    X(DATA_LANGUAGES, "Languages: English, Welsh; each has a workbook of its own.", \
      "Ieithoedd: Saesneg, Cymraeg; mae gan bob un ei llyfr gwaith ei hun.") \
    X(DATA_MADE_BY, "Made with Mynegai {1} from the index {2}.", "Gwnaed gyda Mynegai {1} o'r mynegai {2}.") \
    X(DATA_ONE_TABLE, "This sheet has one table. Shorthand such as [c] is explained on the sheet {1}.", \
      "Mae un tabl ar y ddalen hon. Esbonnir llaw-fer megis [c] ar y ddalen {1}.") \
    X(DATA_CONTENTS_ABOUT, "This sheet has one table: the sheets of this workbook, with links.", \
      "Mae un tabl ar y ddalen hon: dalennau'r llyfr gwaith hwn, gyda dolenni.") \
    X(DATA_NOTES_ABOUT, "This sheet has one table: shorthand and notes.", \
      "Mae un tabl ar y ddalen hon: llaw-fer a nodiadau.") \
    X(DATA_TAB_SCORES, "Scores", "Sgorau") \
    X(DATA_TAB_RANKS, "Ranks", "Safleoedd") \
    X(DATA_TAB_QUANTILES, "Groups_{1}", "Grwpiau_{1}") \
    X(DATA_TAB_BANDS, "Bands", "Bandiau") \
    X(DATA_TAB_UNCERTAINTY, "Uncertainty", "Ansicrwydd") \
    X(DATA_TAB_VALUES, "Values", "Gwerthoedd") \
    X(DATA_TAB_EDITIONS, "Editions", "Argraffiadau") \
    X(DATA_TAB_LARGER, "Larger_areas", "Ardaloedd_mwy") \
    X(DATA_TAB_SUMMARIES, "Measures", "Mesurau") \
    X(DATA_TAB_FORECASTS, "Forecasts", "Rhagolygon") \
    X(DATA_TAB_SEGMENTS, "Segments", "Segmentau") \
    X(DATA_TAB_PROFILES, "Profiles", "Proffiliau") \
    X(DATA_TAB_STRUCTURE, "Structure", "Strwythur") \
    X(DATA_SHEET, "Sheet", "Dalen") \
    X(DATA_SHEET_TITLE, "Table", "Tabl") \
    X(DATA_SHEET_ROWS, "Rows", "Rhesi") \
    X(DATA_TOO_LONG, "left out: more rows than a sheet holds; see {1}.csv", "hepgorwyd: mwy o resi nag y mae dalen yn eu dal; gweler {1}.csv") \
    X(DATA_MARK, "Shorthand or note", "Llaw-fer neu nodyn") \
    X(DATA_MEANING, "Meaning", "Ystyr") \
    X(DATA_MARK_C, "confidential: withheld to protect people", "cyfrinachol: ataliwyd er mwyn gwarchod pobl") \
    X(DATA_MARK_X, "not available: there is no figure, or too few parts for a score", "ddim ar gael: nid oes ffigur, neu mae rhy ychydig o rannau ar gyfer sgôr") \
    X(DATA_MARK_Z, "not applicable", "amherthnasol") \
    X(DATA_MARK_U, "unreliable: withheld as too uncertain", "annibynadwy: ataliwyd am ei fod yn rhy ansicr") \
    X(DATA_MARK_E, "estimated: said so by the source, or filled in from another period or from other areas", "amcangyfrif: yn ôl y ffynhonnell, neu wedi'i lenwi o gyfnod arall neu o ardaloedd eraill") \
    X(DATA_MARK_P, "provisional: may be revised", "dros dro: gellir ei ddiwygio") \
    X(DATA_MARK_W, "the score rests on a figure that is withheld", "mae'r sgôr yn dibynnu ar ffigur a ataliwyd") \
    X(DATA_NOTE_MARKS, "Shorthand in the place of a figure says why there is none; beside the name of a column in the column Notes it says what there is to know of a figure that is shown.", \
      "Mae llaw-fer yn lle ffigur yn dweud pam nad oes un; wrth enw colofn yn y golofn Nodiadau mae'n dweud beth sydd i'w wybod am ffigur a ddangosir.") \
    X(DATA_NOTE_RANK, "Rank 1 stands for the first place; equal scores share a rank.", \
      "Safle 1 yw'r lle cyntaf; mae sgorau cyfartal yn rhannu safle.") \
    X(DATA_NOTE_VALUES, "The period of a value is written behind the name of its indicator.", \
      "Ysgrifennir cyfnod gwerth ar ôl enw ei ddangosydd.") \
    X(DATA_NOTE_NAMES, "A name that has no form in this language is shown in its one form.", \
      "Dangosir enw heb ffurf yn yr iaith hon yn ei un ffurf.") \
    X(DATA_NOTE_CUT, "Long headings are cut; the sheet {1} has them in full.", \
      "Torrir penawdau hir; maent yn llawn ar y ddalen {1}.") \
    X(DATA_CSV_TEXT, "A text whose first character a spreadsheet would take for a formula has an apostrophe before it.", \
      "Mae collnod o flaen testun y byddai taenlen yn cymryd ei nod cyntaf yn fformiwla.") \
    X(DATA_CSV_STATUS, "A figure that is not there is an empty field; the column status says why.", \
      "Mae ffigur nad yw yno yn faes gwag; dywed y golofn status pam.") \
    X(DATA_OPEN_GOVERNMENT, "Open Government Licence v3.0", "Trwydded Llywodraeth Agored f3.0")
// clang-format on

#define DATA_WORD_NAME(name, en, cy) WORD_##name,
typedef enum { PUBLISH_DATA_WORDS(DATA_WORD_NAME) DATA_WORDS } DataWord;
#undef DATA_WORD_NAME

/* WORD in both languages, as it stands in the table. */
myn_label data_label(DataWord word);

/* WORD in LANG, as it stands in the table. */
const char *data_word(DataWord word, myn_lang lang);

/* Append WORD with its {1} and {2} filled; either may be NULL where it has none. */
void data_fill(myn_buffer *out, DataWord word, myn_lang lang, const char *one, const char *two);

#endif
