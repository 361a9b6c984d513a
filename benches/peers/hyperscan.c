/* Counts whole-word, caseless occurrences of terms with Hyperscan (or Vectorscan, which has the same interface).
 *
 *     hyperscan TERMS FOLDER checked|ascii DATABASE
 *
 * `ascii` asks for `\b`, which Hyperscan knows for ASCII only: a term that begins or ends with an accented letter is not
 * found. `checked` asks for the bare terms and looks at the characters around each hit. (`\W` by Unicode on either side
 * takes minutes to compile for some hundred terms.) DATABASE keeps the compiled terms from run to run. Reading the files and compiling the terms are
 * outside the clock. Prints one line of JSON with what it took, then a line a term: the term, a tab, its count. */

#include <dirent.h>
#include <hs/hs.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wctype.h>

static void fail(const char *what, const char *which) {
    fprintf(stderr, "hyperscan: %s: %s\n", what, which);
    exit(1);
}

static void *enough(void *memory) {
    if (!memory) fail("out of memory", "");
    return memory;
}

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) fail("cannot be opened", path);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = enough(malloc(*length + 1));
    if (fread(text, 1, *length, file) != *length) fail("cannot be read", path);
    text[*length] = 0;
    fclose(file);
    return text;
}

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What a scan goes through and what it finds. */
struct scan {
    const unsigned char *text;
    size_t size;
    const size_t *length;
    int checks;
    unsigned long long *counts;
};

/* Whether the UTF-8 character that starts here is a letter or a digit. */
static int in_word(const unsigned char *at) {
    if (*at < 0x80) return iswalnum(*at) != 0;
    wint_t character = *at < 0xE0 ? *at & 0x1F : *at < 0xF0 ? *at & 0x0F : *at & 0x07;
    for (int i = 1; (at[i] & 0xC0) == 0x80; i++) character = character << 6 | (at[i] & 0x3F);
    return iswalnum(character) != 0;
}

static int count(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)from, (void)flags;
    struct scan *scan = context;
    if (scan->checks) {
        /* The terms are as long in capitals. */
        const unsigned char *start = scan->text + to - scan->length[id], *before = start - 1;
        if (to < scan->size && in_word(scan->text + to)) return 0;
        while (before > scan->text && (*before & 0xC0) == 0x80) before--;
        if (start > scan->text && in_word(before)) return 0;
    }
    scan->counts[id]++;
    return 0;
}

int main(int arguments, char **argument) {
    if (arguments != 5) fail("usage", "hyperscan TERMS FOLDER checked|ascii DATABASE");
    setlocale(LC_CTYPE, "C.UTF-8");

    size_t length, terms = 0;
    char *list = read_file(argument[1], &length);
    for (size_t i = 0; i < length; i++) terms += list[i] == '\n';
    char **term = enough(calloc(terms, sizeof *term)), **pattern = enough(calloc(terms, sizeof *pattern));
    size_t *term_length = enough(calloc(terms, sizeof *term_length));
    unsigned *flag = enough(calloc(terms, sizeof *flag)), *id = enough(calloc(terms, sizeof *id));
    const int checks = !strcmp(argument[3], "checked");
    char *line = strtok(list, "\n");
    for (unsigned i = 0; i < terms && line; i++, line = strtok(NULL, "\n")) {
        term_length[i] = strlen(line);
        term[i] = line;
        pattern[i] = enough(malloc(term_length[i] + 5));
        sprintf(pattern[i], checks ? "%s" : "\\b%s\\b", line);
        flag[i] = HS_FLAG_CASELESS | HS_FLAG_UTF8;
        id[i] = i;
    }
    hs_database_t *database;
    if (access(argument[4], R_OK) == 0) {
        char *kept = read_file(argument[4], &length);
        if (hs_deserialize_database(kept, length, &database) != HS_SUCCESS) fail("is no database", argument[4]);
        free(kept);
    } else {
        hs_compile_error_t *error;
        if (hs_compile_multi((const char *const *)pattern, flag, id, (unsigned)terms, HS_MODE_BLOCK, NULL, &database,
                             &error) != HS_SUCCESS)
            fail("does not compile", error->message);
        char *kept;
        if (hs_serialize_database(database, &kept, &length) != HS_SUCCESS) fail("cannot be kept", argument[4]);
        FILE *file = fopen(argument[4], "wb");
        if (!file || fwrite(kept, 1, length, file) != length || fclose(file)) fail("cannot be written", argument[4]);
        free(kept);
    }
    hs_scratch_t *scratch = NULL;
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) fail("no scratch", "");

    DIR *folder = opendir(argument[2]);
    if (!folder) fail("cannot be opened", argument[2]);
    size_t files = 0, room = 0, *size = NULL;
    char **text = NULL, path[4096];
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        if (files == room) {
            room = room ? 2 * room : 1024;
            text = enough(realloc(text, room * sizeof *text));
            size = enough(realloc(size, room * sizeof *size));
        }
        snprintf(path, sizeof path, "%s/%s", argument[2], entry->d_name);
        text[files] = read_file(path, &size[files]);
        files++;
    }

    unsigned long long *counts = enough(calloc(terms, sizeof *counts));
    const double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t i = 0; i < files; i++) {
        struct scan scan = {(const unsigned char *)text[i], size[i], term_length, checks, counts};
        if (hs_scan(database, text[i], (unsigned)size[i], 0, scratch, count, &scan) != HS_SUCCESS)
            fail("cannot be scanned", "");
    }
    printf("{\"processor\": %.6f, \"wall\": %.6f, \"version\": \"%.5s\"}\n",
           seconds(CLOCK_PROCESS_CPUTIME_ID) - processor, seconds(CLOCK_MONOTONIC) - wall, hs_version());
    for (size_t i = 0; i < terms; i++) printf("%s\t%llu\n", term[i], counts[i]);
    return 0;
}
