# One table from the lines that the benchmarks print:
#   ours  job  size  values  seconds  limit  instructions
#   more  job  size  what    figure           (processor seconds, megabytes)
#   peer  job  size  name    seconds
# Aims: what a job is held to, and how much. "limit": times the machine's limit; "ns": a value; "s", "ms",
# "megabytes": in all; a peer's name: times as fast as it.
BEGIN {
    FS = "\t"
    aim["zscore"] = "limit 1.5"
    aim["rank"] = "ns 20"
    aim["aggregate"] = "numpy 8"
    aim["weight draws"] = "numpy 12"
    aim["copeland"] = "s 2.5"
    aim["benefit_of_doubt"] = "s 1"
    aim["csv-wide"] = "pandas 3"
    aim["csv-long"] = "pandas 6"
    aim["build"] = "s 4"
    aim["build memory"] = "megabytes 700"
    aim["start"] = "ms 5"
}

function key(job, size) { return job SUBSEP size }

function number(x) { return x == "nan" || x == "-nan" || x == "" ? -1 : x + 0 }

function span(s) {
    if (s >= 1) return sprintf("%.2f s", s)
    if (s >= 1e-3) return sprintf("%.2f ms", s * 1e3)
    return sprintf("%.1f us", s * 1e6)
}

function ratio(a, b) { return a < 0 || b <= 0 ? "-" : sprintf("%.2f", a / b) }

# "22 x numpy, 40 x R"
function against(k,    i, text) {
    for (i = 0; i < peers[k]; i++)
        text = text (i ? ", " : "") sprintf("%.1f x %s", peer_seconds[k, i] / seconds[k], peer_name[k, i])
    return text == "" ? "-" : text
}

function faster_than(k, name,    i) {
    for (i = 0; i < peers[k]; i++)
        if (peer_name[k, i] == name) return peer_seconds[k, i] / seconds[k]
    return -1
}

# What the aim says and whether it is met: "<= 1.5 limit: yes".
function judged(name, k, memory,    part, got, good) {
    split(aim[name], part, " ")
    if (part[1] == "") return "-"
    if (part[1] == "limit") got = limit[k] > 0 ? seconds[k] / limit[k] : -1
    else if (part[1] == "ns") got = seconds[k] / values[k] * 1e9
    else if (part[1] == "s") got = seconds[k]
    else if (part[1] == "ms") got = seconds[k] * 1e3
    else if (part[1] == "megabytes") got = memory
    else {
        got = faster_than(k, part[1])
        good = got >= part[2]
        return got < 0 ? "-" : sprintf(">= %s x %s: %s", part[2], part[1], good ? "yes" : "NO")
    }
    good = got <= part[2]
    if (part[1] == "limit") part[1] = "x limit"
    if (part[1] == "megabytes") part[1] = "MB"
    return sprintf("<= %s %s: %s", part[2], part[1], good ? "yes" : "NO")
}

$1 == "ours" {
    k = key($2, $3)
    order[count++] = k
    job[k] = $2; size[k] = $3
    values[k] = number($4); seconds[k] = number($5); limit[k] = number($6); instructions[k] = number($7)
}

$1 == "peer" {
    k = key($2, $3)
    peer_name[k, peers[k] + 0] = $4
    peer_seconds[k, peers[k] + 0] = $5
    peers[k]++
}

$1 == "more" { more[$2, $3, $4] = $5 }

function row(a, b, c, d, e, f, g, h) { printf "%-13s %-16s %10s %9s %8s %8s  %-32s %s\n", a, b, c, d, e, f, g, h }

END {
    row("job", "size", "time", "ns/value", "x limit", "ins/val", "against peers", "aim")
    for (i = 0; i < count; i++) {
        k = order[i]
        each = values[k] > 0 ? sprintf("%.2f", seconds[k] / values[k] * 1e9) : "-"
        row(job[k], size[k], span(seconds[k]), each, ratio(seconds[k], limit[k]),
            ratio(instructions[k], values[k]), against(k), judged(job[k], k))
        memory = more[job[k], size[k], "megabytes"]
        if (memory == "") continue
        row("  processor", "", span(more[job[k], size[k], "processor"]), "-", "-", "-", "-", "-")
        row("  memory", "", sprintf("%.0f MB", memory), "-", "-", "-", "-", judged(job[k] " memory", k, memory))
    }
}
