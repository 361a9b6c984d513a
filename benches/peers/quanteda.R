# Codes and counts with quanteda: quanteda.R TERMS FOLDER, for each term its mentions, paragraphs and transcripts.
#
# Loading the library, reading the files and making the dictionary are outside the clock; cutting words, looking them up
# and counting are within. Prints one line of JSON with what it took, then a line a term: the term, a tab, its mentions.

suppressMessages(library(quanteda))
invisible(quanteda_options(threads = 1, verbose = FALSE))

arguments <- commandArgs(trailingOnly = TRUE)
terms <- readLines(arguments[1], encoding = "UTF-8")
files <- list.files(arguments[2], full.names = TRUE)
lines <- lapply(files, readLines, encoding = "UTF-8")
transcript <- rep(basename(files), lengths(lines))
text <- unlist(lines)
said <- nzchar(text)
codebook <- dictionary(as.list(setNames(terms, paste0("t", seq_along(terms) - 1))), tolower = FALSE)

begin <- proc.time()
words <- tokens(corpus(text[said], docvars = data.frame(transcript = transcript[said])), remove_punct = TRUE)
found <- dfm(tokens_lookup(words, codebook, valuetype = "fixed", case_insensitive = TRUE), tolower = FALSE)
mentions <- colSums(found)
paragraphs <- colSums(found > 0)
transcripts <- colSums(dfm_group(found, groups = found$transcript) > 0)
taken <- proc.time() - begin

cat(sprintf(
  '{"processor": %.3f, "wall": %.3f, "version": "%s"}\n',
  taken[["user.self"]] + taken[["sys.self"]], taken[["elapsed"]], packageVersion("quanteda")
))
cat(sprintf("%s\t%.0f\n", terms, mentions[paste0("t", seq_along(terms) - 1)]), sep = "")
