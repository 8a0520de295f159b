/* Words of segments, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_SEGMENT_H
#define MYN_REPORT_WORDS_SEGMENT_H

// clang-format off
#define SEGMENT_WORDS(X) \
    X(WORD_SEGMENT, "segment", "segment") \
    X(WORD_SEGMENTS_OF, "{1} areas in {2} segments", "{1} ardal mewn {2} segment") \
    X(WORD_SEG_KMEANS, "k-means", "k-cymedr") \
    X(WORD_SEG_KMEDOIDS, "k-medoids (FasterPAM, Euclidean distances)", "k-medoid (FasterPAM, pellterau Ewclidaidd)") \
    X(WORD_SEG_WARD, "Ward's hierarchy (Ward.D2)", "hierarchaeth Ward (Ward.D2)") \
    X(WORD_SEG_COMPLETE, "complete linkage", "cysylltiad cyflawn") \
    X(WORD_SEG_AVERAGE, "average linkage", "cysylltiad cyfartalog") \
    X(WORD_SEG_MIXTURE, "Gaussian mixture", "cymysgedd Gaussaidd") \
    X(WORD_SEG_SKATER, "SKATER regions", "rhanbarthau SKATER") \
    X(WORD_SEG_WARD_REGIONS, "Ward's method among neighbours", "dull Ward ymhlith cymdogion") \
    X(WORD_SEG_METHOD, "Method: {1}; {2}", "Dull: {1}; {2}") \
    X(WORD_SEG_ON, "{1} variables, {2}", "{1} newidyn, {2}") \
    X(WORD_SEG_RAW, "as published", "fel y'u cyhoeddwyd") \
    X(WORD_SEG_NORMALISED, "on their common scale", "ar eu graddfa gyffredin") \
    X(WORD_SEG_SCORES, "as scores", "fel sgorau") \
    X(WORD_SEG_SETTING, "transform {1}, scale {2}", "trawsffurfiad {1}, graddfa {2}") \
    X(WORD_SEG_WEIGHTING, "weighting by {1}, seed {2}", "pwysoli yn ôl {1}, hedyn {2}") \
    X(WORD_SEG_MISSING, "Missing values: {1}, taken by the rule \"{2}\".", "Gwerthoedd coll: {1}, yn ôl y rheol \"{2}\".") \
    X(WORD_SEG_DROPPED, "Areas left out for want of a value: {1}.", "Ardaloedd a adawyd allan am ddiffyg gwerth: {1}.") \
    X(WORD_SEG_SEEN, "Certificate: {1} of {2} starts led to the best solution.", "Tystysgrif: arweiniodd {1} o {2} cychwyn at yr ateb gorau.") \
    X(WORD_SEG_CHANCE, "One more start leads to something new with probability {1}; a better solution as easily found was missed with probability {2}.", \
      "Mae un cychwyn arall yn arwain at rywbeth newydd gyda thebygolrwydd {1}; methwyd ateb gwell yr un mor hawdd ei ganfod gyda thebygolrwydd {2}.") \
    X(WORD_SEG_RECOMBINED, "Good solutions recombined: {1}, of which {2} ended in the best.", "Atebion da wedi'u hailgyfuno: {1}, a gorffennodd {2} ohonynt yn y gorau.") \
    X(WORD_SEG_LIFTED, "Starts worked on a sample of {1} areas; the best were carried to all.", "Gweithiodd y cychwyniadau ar sampl o {1} ardal; cludwyd y goreuon at bob un.") \
    X(WORD_SEG_UNSURE, "The best solution was not seen often enough to rely on: more starts (--starts) may find a better one.", \
      "Ni welwyd yr ateb gorau yn ddigon aml i ddibynnu arno: gall mwy o gychwyniadau (--starts) ganfod un gwell.") \
    X(WORD_SEG_EXPLAINED, "Within sum of squares {1}, of {2} in all.", "Swm sgwariau mewnol {1}, o {2} i gyd.") \
    X(WORD_SEG_HOW_MANY, "How many segments", "Sawl segment") \
    X(WORD_SEG_WITHIN, "within", "mewnol") \
    X(WORD_SEG_CH, "Calinski-Harabasz", "Calinski-Harabasz") \
    X(WORD_SEG_DB, "Davies-Bouldin", "Davies-Bouldin") \
    X(WORD_SEG_SILHOUETTE, "silhouette", "amlinelliad") \
    X(WORD_SEG_GAP, "gap", "bwlch") \
    X(WORD_SEG_AGREEMENT, "stability", "sefydlogrwydd") \
    X(WORD_SEG_UNSTABLE, "unstable", "ansefydlog") \
    X(WORD_SEG_CHOSEN, "chosen", "dewiswyd") \
    X(WORD_SEG_HELD, "areas", "ardaloedd") \
    X(WORD_SEG_PEOPLE, "people", "pobl") \
    X(WORD_SEG_JACCARD, "Jaccard", "Jaccard") \
    X(WORD_SEG_WEAK, "Segments found again in bootstrap samples with a Jaccard similarity below .75, not to be relied on: {1}", \
      "Segmentau a gafwyd eto mewn samplau bootstrap â thebygrwydd Jaccard o dan .75, na ddylid dibynnu arnynt: {1}") \
    X(WORD_SEG_ABOVE, "Above the mean: {1}", "Uwch na'r cymedr: {1}") \
    X(WORD_SEG_BELOW, "Below the mean: {1}", "Is na'r cymedr: {1}") \
    X(WORD_SEG_NEAR_MEAN, "Near the mean in everything.", "Yn agos at y cymedr ym mhopeth.") \
    X(WORD_SEG_EXEMPLARS, "Typical: {1}", "Nodweddiadol: {1}") \
    X(WORD_SEG_MARGINALS, "On the edge: {1}", "Ar yr ymyl: {1}") \
    X(WORD_SEG_OR, "{1} (or {2})", "{1} (neu {2})") \
    X(WORD_SEG_PAIR, "{1} and {2}", "{1} a {2}") \
    X(WORD_SEG_ALIKE, "So correlated that one is enough: {1}", "Mor gydberthynol nes bod un yn ddigon: {1}") \
    X(WORD_SEG_MAP, "The map: {1} separate parts, {2} areas without neighbours.", "Y map: {1} rhan ar wahân, {2} ardal heb gymdogion.") \
    X(WORD_SEG_BRIDGES, "Parts were joined by {1} bridges.", "Cysylltwyd rhannau gan {1} pont.") \
    X(WORD_SEG_FLOOR, "Regions with fewer people than the floor, as the map allows no more: {1}.", "Rhanbarthau â llai o bobl na'r llawr, gan na chaniatâ'r map fwy: {1}.") \
    X(WORD_SEG_BEFORE, "Numbers and names as before; adjusted Rand index with the segments before: {1} ({2} areas in both).", \
      "Rhifau ac enwau fel cynt; mynegai Rand addasedig gyda'r segmentau cynt: {1} ({2} ardal yn y ddau).") \
    X(WORD_SEG_ASSIGNED, "Put into the segments of an earlier model.", "Rhoddwyd i segmentau model cynharach.") \
    X(WORD_SEG_DRIFT, "Drift: population stability index {1}; share of areas farther out than 95 of 100 were: {2}.", \
      "Drifft: mynegai sefydlogrwydd poblogaeth {1}; cyfran yr ardaloedd sy'n bellach allan nag yr oedd 95 o 100: {2}.") \
    X(WORD_SEG_DRIFTED, "The model no longer fits these areas well: group them anew.", "Nid yw'r model yn gweddu'n dda i'r ardaloedd hyn mwyach: grwpiwch hwy o'r newydd.") \
    X(WORD_SEG_OF_AREA, "Segment {1}", "Segment {1}") \
    X(WORD_SEG_NEXT, "next {1}, margin {2}", "nesaf {1}, ymyl {2}") \
    X(WORD_SEG_INDEX_MEANS, "In brackets: index, 100 the mean of all areas; or, where that has no meaning, standard deviations from it.", \
      "Mewn cromfachau: mynegai, 100 yw cymedr pob ardal; neu, lle nad oes ystyr i hynny, gwyriadau safonol oddi wrtho.")
// clang-format on

#endif
