/* Words of an audit, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_AUDIT_H
#define MYN_REPORT_WORDS_AUDIT_H

// clang-format off
#define AUDIT_WORDS(X)                                                                                      \
    X(WORD_AUDIT_AREAS, "{1} areas", "{1} ardal")                                                           \
    X(WORD_AUDIT_AREA, "{1} area", "{1} ardal")                                                             \
    X(WORD_AUDIT_INDICATORS, "{1} indicators", "{1} dangosydd")                                             \
    X(WORD_AUDIT_INDICATOR, "{1} indicator", "{1} dangosydd")                                               \
    X(WORD_AUDIT_TABLES, "{1} tables", "{1} tabl")                                                          \
    X(WORD_AUDIT_TABLE, "{1} table", "{1} tabl")                                                            \
    X(WORD_AUDIT_EDITION, "; the figures speak of edition {1}", "; mae'r ffigurau'n sôn am argraffiad {1}") \
    X(WORD_AUDIT_MORE, "and {1} more (--format json has them all)", "a {1} arall (mae'r cyfan gan --format json)") \
    X(WORD_AUDIT_UNNAMED, "Without a name of their own, of {1} areas", "Heb enw eu hunain, o {1} ardal")    \
    X(WORD_AUDIT_IN_ENGLISH, "in English {1}, in Welsh {2}", "yn Saesneg {1}, yn Gymraeg {2}")              \
    X(WORD_AUDIT_ROWS_OF_TABLES, "Rows of tables", "Rhesi'r tablau")                                        \
    X(WORD_AUDIT_FILES, "Files", "Ffeiliau")                                                                \
    X(WORD_AUDIT_CODES, "Codes that are no area of this index", "Codau nad ydynt yn ardal yn y mynegai hwn") \
    X(WORD_AUDIT_SHAPE, "Indicators: coverage, period used, shape", "Dangosyddion: cwmpas, cyfnod a ddefnyddir, siâp") \
    X(WORD_AUDIT_FEWEST, "Areas with the fewest indicators", "Yr ardaloedd â'r nifer lleiaf o ddangosyddion") \
    X(WORD_AUDIT_FILE, "file", "ffeil")                                                                     \
    X(WORD_AUDIT_ROWS, "rows", "rhesi")                                                                     \
    X(WORD_AUDIT_USED, "used", "defnydd")                                                                   \
    X(WORD_AUDIT_FILTERED, "left out", "hepgor")                                                            \
    X(WORD_AUDIT_OTHER, "other", "arall")                                                                   \
    X(WORD_AUDIT_WRONG, "wrong", "gwallus")                                                                 \
    X(WORD_AUDIT_SAME, "same", "ailadrodd")                                                                 \
    X(WORD_AUDIT_CLASH, "clash", "gwrthdaro")                                                               \
    X(WORD_AUDIT_LARGER, "larger", "mwy")                                                                   \
    X(WORD_AUDIT_DATASET, "data set", "set ddata")                                                          \
    X(WORD_AUDIT_BYTES, "bytes", "beitiau")                                                                 \
    X(WORD_AUDIT_ENCODING, "encoding", "amgodiad")                                                          \
    X(WORD_AUDIT_SHA256, "SHA-256", "SHA-256")                                                              \
    X(WORD_AUDIT_FATE, "what it is", "beth ydyw")                                                           \
    X(WORD_AUDIT_PERCENT, "%", "%")                                                                         \
    X(WORD_AUDIT_PERIOD, "used", "cyfnod")                                                                  \
    X(WORD_AUDIT_AGE, "years old", "oed (blynyddoedd)")                                                     \
    X(WORD_AUDIT_SKEW, "skew", "sgiwedd")                                                                   \
    X(WORD_AUDIT_KURTOSIS, "kurtosis", "cwrtosis")                                                          \
    X(WORD_AUDIT_WITHOUT, "without", "heb")                                                                 \
    X(WORD_AUDIT_NOTICE, "notice", "sylwer")                                                                \
    X(WORD_AUDIT_CONSTANT, "constant", "cyson")                                                             \
    X(WORD_AUDIT_STALE, "stale", "hen")                                                                     \
    X(WORD_AUDIT_OUTLIERS, "outliers", "allanolion")                                                        \
    X(WORD_AUDIT_OUT_OF_RANGE, "{1} out of range", "{1} y tu allan i'r amrediad")                           \
    X(WORD_AUDIT_HAS, "indicators", "dangosyddion")                                                         \
    X(WORD_AUDIT_OF, "of", "o")                                                                             \
    X(WORD_QA_TITLE, "# {1}: quality audit", "# {1}: archwiliad ansawdd")                                   \
    X(WORD_QA_EDITION, "The figures speak of edition {1}.", "Mae'r ffigurau'n sôn am argraffiad {1}.")      \
    X(WORD_QA_SUMMARY, "Summary", "Crynodeb")                                                               \
    X(WORD_QA_AREAS, "Areas", "Ardaloedd")                                                                  \
    X(WORD_QA_INDICATORS, "Indicators", "Dangosyddion")                                                     \
    X(WORD_QA_READ, "Rows read", "Rhesi a ddarllenwyd")                                                     \
    X(WORD_QA_USED, "Rows used", "Rhesi a ddefnyddiwyd")                                                    \
    X(WORD_QA_FILTERED, "Rows left out by a filter", "Rhesi a hepgorwyd gan hidlydd")                       \
    X(WORD_QA_OTHER, "Rows of series that the index does not use", "Rhesi cyfresi nad yw'r mynegai'n eu defnyddio") \
    X(WORD_QA_WRONG, "Rows that could not be read", "Rhesi na ellid eu darllen")                            \
    X(WORD_QA_SAME, "Rows that repeat another", "Rhesi sy'n ailadrodd un arall")                            \
    X(WORD_QA_CLASH, "Rows that contradict another", "Rhesi sy'n gwrth-ddweud un arall")                    \
    X(WORD_QA_LARGER, "Observations of larger areas", "Arsylwadau ar ardaloedd mwy")                        \
    X(WORD_QA_CODES, "Codes that are no area of this index", "Codau nad ydynt yn ardal yn y mynegai hwn")   \
    X(WORD_QA_CODE_ROWS, "Rows with such codes", "Rhesi â chodau o'r fath")                                 \
    X(WORD_QA_CELLS, "Cells: an area's value of an indicator", "Celloedd: gwerth ardal ar ddangosydd")      \
    X(WORD_QA_PRESENT, "Cells with a value", "Celloedd â gwerth")                                           \
    X(WORD_QA_COVERAGE, "Coverage, %", "Cwmpas, %")                                                         \
    X(WORD_QA_KIND, "Cells: {1}", "Celloedd: {1}")                                                          \
    X(WORD_QA_OUTLIERS, "Indicators with outliers (|skew| at least 2 and kurtosis at least 3.5)",           \
      "Dangosyddion ag allanolion (|sgiwedd| o leiaf 2 a chwrtosis o leiaf 3.5)")                           \
    X(WORD_QA_CONSTANT, "Constant indicators", "Dangosyddion cyson")                                        \
    X(WORD_QA_STALE, "Stale indicators: older than the window, or without data",                            \
      "Dangosyddion hen: hŷn na'r ffenestr, neu heb ddata")                                                 \
    X(WORD_QA_RANGE, "Values outside their declared range", "Gwerthoedd y tu allan i'w hamrediad datganedig") \
    X(WORD_QA_UNNAMED_EN, "Areas without an English name", "Ardaloedd heb enw Saesneg")                     \
    X(WORD_QA_UNNAMED_CY, "Areas without a Welsh name", "Ardaloedd heb enw Cymraeg")                        \
    X(WORD_QA_INCOMPLETE, "Areas that lack an indicator", "Ardaloedd heb ryw ddangosydd")                   \
    X(WORD_QA_ERRORS, "Errors", "Gwallau")                                                                  \
    X(WORD_QA_WARNINGS, "Warnings", "Rhybuddion")                                                           \
    X(WORD_QA_PROBLEMS, "Errors and warnings", "Gwallau a rhybuddion")                                      \
    X(WORD_QA_PROBLEM, "problem", "problem")                                                                \
    X(WORD_QA_SHARE, "coverage", "cwmpas")                                                                  \
    X(WORD_QA_AGE, "age in years", "oed mewn blynyddoedd")                                                  \
    X(WORD_QA_NONE, "None.", "Dim.")                                                                        \
    X(WORD_QA_COUNT, "number", "nifer")                                                                     \
    X(WORD_QA_MORE, "And {1} more (--format csv has them all).", "A {1} arall (mae'r cyfan gan --format csv).") \
    X(WORD_QA_LOG, "QA log", "Log sicrhau ansawdd")                                                         \
    X(WORD_QA_LOG_WHY, "For people to fill in: who did what, when, and what came of it.",                   \
      "I'w lenwi gan bobl: pwy a wnaeth beth, pryd, a beth a ddaeth ohono.")                                \
    X(WORD_QA_TASK, "task", "tasg")                                                                         \
    X(WORD_QA_WHO, "who", "pwy")                                                                            \
    X(WORD_QA_OUTCOME, "outcome", "canlyniad")                                                              \
    X(WORD_QA_TASK_SOURCES, "Sources, licences and dates of extraction agreed with their owners",           \
      "Cytunwyd ar ffynonellau, trwyddedau a dyddiadau echdynnu gyda'u perchnogion")                        \
    X(WORD_QA_TASK_ROWS, "Rows read and left out agreed with each source",                                  \
      "Cysonwyd y rhesi a ddarllenwyd ac a hepgorwyd â phob ffynhonnell")                                   \
    X(WORD_QA_TASK_CODES, "Codes that are no area, repeated and contradicting rows explained",              \
      "Esboniwyd codau nad ydynt yn ardal, rhesi a ailadroddir a rhesi sy'n gwrth-ddweud")                  \
    X(WORD_QA_TASK_MISSING, "Missing and suppressed values, and how they are filled, accepted",             \
      "Derbyniwyd gwerthoedd coll ac ataliedig, a sut y cânt eu llenwi")                                    \
    X(WORD_QA_TASK_OUTLIERS, "Outliers and values out of range confirmed by the source",                    \
      "Cadarnhawyd allanolion a gwerthoedd y tu allan i'r amrediad gan y ffynhonnell")                      \
    X(WORD_QA_TASK_STALE, "Age of each indicator accepted", "Derbyniwyd oed pob dangosydd")                 \
    X(WORD_QA_TASK_METHOD, "Directions, weights and methods checked against the published method",          \
      "Gwiriwyd cyfeiriadau, pwysau a dulliau yn erbyn y dull cyhoeddedig")                                 \
    X(WORD_QA_TASK_HAND, "One area worked out by hand", "Cyfrifwyd un ardal â llaw")                        \
    X(WORD_QA_TASK_NAMES, "Names and texts read in both languages", "Darllenwyd enwau a thestunau yn y ddwy iaith") \
    X(WORD_QA_TASK_RELEASE, "Cleared for release", "Cliriwyd i'w ryddhau")
// clang-format on

#endif
