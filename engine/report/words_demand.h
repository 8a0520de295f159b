/* Words of needs assessments, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_DEMAND_H
#define MYN_REPORT_WORDS_DEMAND_H

// clang-format off
#define DEMAND_WORDS(X) \
    X(WORD_NEEDS_OF, "needs assessment, {1}", "asesiad anghenion, {1}") \
    X(WORD_SCENARIO, "scenario", "senario") \
    X(WORD_YEAR, "year", "blwyddyn") \
    X(WORD_PEOPLE, "people", "pobl") \
    X(WORD_NEED, "in need", "mewn angen") \
    X(WORD_DEMANDED, "served", "yn cael eu gwasanaethu") \
    X(WORD_COST, "cost", "cost") \
    X(WORD_LIMITS_NEED, "95 % of draws", "95 % o'r tyniadau") \
    X(WORD_SHELF, "Shelf life: {1} years ahead at least 80 % of areas were within 10 % when this was tried on earlier years; what lies further ahead is less sure than it looks.", \
      "Oes silff: {1} mlynedd ymlaen roedd o leiaf 80 % o'r ardaloedd o fewn 10 % pan roddwyd cynnig ar hyn ar flynyddoedd cynharach; mae'r hyn sydd ymhellach i ffwrdd yn llai sicr nag y mae'n edrych.") \
    X(WORD_NO_SHELF, "Shelf life: too few earlier years to try it.", "Oes silff: rhy ychydig o flynyddoedd cynharach i roi cynnig arni.") \
    X(WORD_DEMAND_MEANS, "People by age times rates by age. In need: whom the rates count; served: the share that takes it up; cost: served times unit cost.", \
      "Pobl yn ôl oed wedi'u lluosi â chyfraddau yn ôl oed. Mewn angen: y rhai y mae'r cyfraddau'n eu cyfrif; yn cael eu gwasanaethu: y gyfran sy'n manteisio; cost: y rheini wedi'u lluosi â'r gost uned.")
// clang-format on

#endif
