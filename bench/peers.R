# Times of peers in R, each where it is installed, as lines for bench/table.awk.
# usage: Rscript peers.R WIDE.csv LONG.csv

size <- "35000 x 60"
files <- commandArgs(trailingOnly = TRUE)

processor_time <- function(work) {
    used <- system.time(work())
    used[["user.self"]] + used[["sys.self"]]
}

line <- function(job, size, peer, work, runs = 5) {
    seconds <- median(replicate(runs, processor_time(work)))
    cat("peer", job, size, peer, format(seconds, digits = 6), sep = "\t")
    cat("\n")
}

# Areas x indicators: the order in which R keeps a column's values side by side.
values <- function(missing = 0) {
    set.seed(1)
    x <- matrix(round(runif(35000 * 60, 0, 100), 4), 35000)
    x[runif(length(x)) < missing] <- NA
    x
}

# Four levels of weighted means over what is there, 60 to 20 to 6 to 2 to 1.
aggregate_tree <- function(level) {
    for (here in c(20, 6, 2, 1)) {
        below <- ncol(level)
        level <- vapply(seq_len(here), function(i) {
            part <- level[, ((i - 1) * below %/% here + 1):(i * below %/% here), drop = FALSE]
            weight <- 1 + (seq_len(ncol(part)) - 1) / 4
            there <- !is.na(part)
            part[!there] <- 0
            as.vector(part %*% weight) / as.vector(there %*% weight)
        }, numeric(nrow(level)))
    }
    level
}

x <- values()
line("zscore", size, "R", function() scale(x))
line("rank", size, "R", function() apply(x, 2, rank), runs = 3)
gaps <- values(0.05)
line("aggregate", size, "R", function() aggregate_tree(gaps))
if (suppressWarnings(requireNamespace("data.table", quietly = TRUE))) {
    data.table::setDTthreads(1)
    line("rank", size, "data.table", function() apply(x, 2, data.table::frank), runs = 3)
    if (file.exists(files[1]))
        line("csv-wide", size, "fread", function() data.table::fread(files[1]), runs = 3)
    if (file.exists(files[2]))
        line("csv-long", "10 M rows", "fread", runs = 1, work = function()
            data.table::dcast(data.table::fread(files[2]), area ~ indicator + year, value.var = "value"))
}
