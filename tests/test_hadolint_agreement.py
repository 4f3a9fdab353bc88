"""The profile ``hadolint`` beside hadolint's own binary: where the two differ, they do for a reason.

Findings are compared by file, code and the line of their instruction. The files are the corpus, and every example of
every rule as it is, as its fix leaves it, and those in which the rule is silent. What ShellCheck says inside hadolint
(``SC…``) is compared in ``test_shellcheck_hadolint.py``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from dockerls.analysis.analysis import Analyzer
from dockerls.analysis.profiles import hadolint_code
from dockerls.analysis.selection import severities
from dockerls.analysis.settings import Settings
from dockerls.document import open_document
from dockerls.features.diagnostics import diagnostics
from dockerls.features.example_files import read_example
from dockerls.rules.catalogue import ALL
from dockerls.rules.options import NO_OPTIONS, Options
from tests.check import INDEX, TODAY, marked
from tests.corpus_files import corpus
from tests.hadolint import CANNOT_PARSE, arguments_for, hadolint_says

Finding = tuple[str, int]  # code and line

WE_SEE_MORE = {
    "DL3001": "a command can be named by its path, and a service started in several ways",
    "DL3002": "a variable whose default is root is root",
    "DL3003": "an `export` of its own has as little effect as a `cd`, and ONBUILD runs it too",
    "DL3006": "we fill in the default of an ARG",
    "DL3007": "we fill in the default of an ARG",
    "DL3008": "`apt` installs as `apt-get` does, also behind `sudo`",
    "DL3009": "lists also stay behind `sudo`, and where a `#` swallows their removal",
    "DL3012": "of two health checks the first has no effect, so we name that; and NONE counts as one",
    "DL3013": "we know pip by any of its names",
    "DL3014": "`apt` and `apt-get remove` ask for confirmation as well, also behind `sudo`",
    "DL3015": "`apt` takes recommended packages too, also behind `sudo`",
    "DL3016": "`npm i` is `npm install`",
    "DL3020": "we look at what an ONBUILD holds",
    "DL3021": "ADD wants the slash as COPY does, and ONBUILD holds either",
    "DL3022": "we read `--mount=from=` as well, and look behind other flags",
    "DL3023": "a stage can be named in capitals, by its number, and in `--mount=from=`",
    "DL3024": "names of stages are the same in capitals",
    "DL3025": "we look for broken arrays in every instruction that takes one, and in an ONBUILD",
    "DL3026": "COPY --from= and --mount=from= pull images too, and the default of an ARG is filled in",
    "DL3028": "a flag before the name gives no version",
    "DL3032": "`yum update` fills the cache as well",
    "DL3033": "a dash in a name gives no version",
    "DL3036": "`zypper update` fills the cache as well",
    "DL3038": "`dnf module enable` asks for confirmation too",
    "DL3040": "`microdnf update` fills the cache as well",
    "DL3042": "we know pip by any of its names",
    "DL3046": "`--uid=` is `-u`",
    "DL3048": "we look at what an ONBUILD holds",
    "DL3056": "a number of a semantic version has no leading zero",
    "DL3059": "hadolint leaves RUNs of several commands alone, also where joining them saves bytes",
    "DL3060": "`yarn` alone installs too",
    "DL3063": "names of stages are the same in capitals",
    "DL3064": "a variable called KEY, and a value that is plainly a key, are secrets too",
    "DL4000": "we look at what an ONBUILD holds",
    "DL4001": "installing both is enough",
    "DL4003": "of two CMDs the first has no effect, so we name that",
    "DL4004": "of two ENTRYPOINTs the first has no effect, so we name that",
    "DL4006": "we look at what an ONBUILD holds, and past comments inside a command",
}
WE_ARE_SILENT = {
    "DL3000": "the folder it counts from is set in this file",
    "DL3001": "these have a use in a build, or the service is used and stopped in the RUN, or not started",
    "DL3002": "the entrypoint changes the user, the image is to start as root, the stage is no end, or we are told",
    "DL3003": "these change the folder for a part of the RUN, or to one that nobody can tell",
    "DL3006": "stages, images of one's own, and those that have no other tag",
    "DL3007": "images of one's own, and those that have no other tag",
    "DL3008": "a variable may hold versions, a release is named, or the package is removed",
    "DL3009": "they are removed in another way or stay in a mount, the stage does not ship, or `update` stands alone",
    "DL3010": "ADD strips no folders",
    "DL3012": "of two health checks the first has no effect, so we name that",
    "DL3013": "a list of constraints gives the version, a variable may hold one, and pip itself is only upgraded",
    "DL3014": "apt is told so elsewhere, or asks nothing here",
    "DL3015": "apt is told so elsewhere: by an option, a configuration file or a variable",
    "DL3016": "an address has its version, and a variable may hold one",
    "DL3018": "what begins with an exclamation mark is left out, and a variable may hold versions",
    "DL3019": "the index is removed in the same RUN or kept in a cache mount, or the stage does not ship",
    "DL3020": "ADD unpacks these, clones or downloads, or may do so: with a variable or pattern nobody can tell",
    "DL3021": "`.`, `..` and a variable may be folders, a note is another rule's matter, and a flag is no source",
    "DL3022": "an image without a tag, a variable, a stage in capitals or further down is no unknown stage",
    "DL3023": "the name means the stage above, which has the same one",
    "DL3025": "one word, `exec`, an own SHELL and the shell's brackets are meant; a health check needs no signals",
    "DL3026": "nobody can tell the value of a variable, and Docker Hub has several names",
    "DL3027": "asking for the version is harmless",
    "DL3028": "a file has its version, and a variable may hold one",
    "DL3029": "the stage is for one platform by its name, or no platform is named",
    "DL3030": "yum is told so elsewhere, or its question is answered",
    "DL3032": "the cache stays in a mount or is removed in another way, or the stage does not ship",
    "DL3033": "groups and files have no version to name, and a variable may hold one",
    "DL3035": "this is a package of that name",
    "DL3036": "the cache is removed in another way, or the stage does not ship",
    "DL3037": "a pattern has no version to name",
    "DL3038": "dnf is told so elsewhere: by a configuration file or a variable",
    "DL3040": "the cache stays in a mount, or the stage does not ship",
    "DL3041": "groups, modules and files have no version to name",
    "DL3042": "the cache is switched off elsewhere, removed in the RUN or kept in a mount; or the stage does not ship",
    "DL3044": "the variable has a value from above, which is meant, or none at all",
    "DL3045": "the base image sets a working directory, or may do so",
    "DL3046": "a variable may hold a small id, or the stage does not ship",
    "DL3047": "asking for the version downloads nothing",
    "DL3048": "nobody can tell the value of a variable",
    "DL3049": "what a stage has from the one it is built on counts, and a variable may be the key",
    "DL3052": "nobody can tell the value of a variable, and an empty one is another rule's matter",
    "DL3053": "nobody can tell the value of a variable, and an empty one is another rule's matter",
    "DL3054": "an expression of several licences is one too, and nobody can tell the value of a variable",
    "DL3055": "git also abbreviates to other lengths, has longer hashes, and nobody can tell the value of a variable",
    "DL3056": "nobody can tell the value of a variable, and an empty one is another rule's matter",
    "DL3058": "nobody can tell the value of a variable, and an empty one is another rule's matter",
    "DL3059": "joining these saves no bytes and costs the cache; the first of several speaks for all it is joined with",
    "DL3060": "the cache stays in a mount, or a later Yarn is used, whose cache may be meant to stay",
    "DL3062": "go.mod gives the version of what belongs to the project, and the standard library has none",
    "DL3064": "these names hold no secret, or have no value",
    "DL3065": "an ARG of the file gives the variable another value",
    "DL3066": "only the last USER of the image counts, root is another rule's matter, and a variable may be a number",
    "DL3067": "an image that starts from nothing is meant to take all of it",
    "DL4001": "BusyBox brings its wget, so that only one is installed",
    "DL4003": "of two CMDs the first has no effect, so we name that",
    "DL4004": "of two ENTRYPOINTs the first has no effect, so we name that",
    "DL4005": "the link is another one, or is only spoken of",
    "DL4006": "pipefail is set in another way, the left may fail, or nobody asks as in an argument",
}

# Where that is so in the corpus: codes and lines by file.
MORE_IN_THE_CORPUS = {
    "apps/alpine_tools": "DL3059:3",
    "apps/centos_yum": "DL3032:2",
    "apps/python_django_bad_layers": "DL4001:4",
    "apps/secrets_leaked": "DL3008:8 DL3014:8 DL3015:8",
    "blanks/many_between": "DL3064:3",
    "continuations/escape_alone_on_lines": "DL3059:6",
    "continuations/word_cut_in_two": "DL4001:2",
    "flags/onbuild": "DL3025:4",
    "heredocs/comment_lines_before_body": "DL4006:2",
    "instructions/cmd_and_entrypoint_shell": "DL4003:3 DL4004:2",
    "instructions/run_shell_text": "DL4001:2",
    "instructions/volume": "DL3025:6",
    "json/backtick_escape_file": "DL3025:6",
    "json/bad_escapes_fall_back": "DL3025:2 DL3025:3 DL3025:4",
    "json/blanks_inside": "DL3025:6 DL4003:2",
    "json/control_characters_fall_back": "DL3025:2 DL3025:3",
    "json/not_json_numbers": "DL3025:3 DL3025:6 DL4003:2",
    "json/single_quotes_fall_back": "DL3025:3 DL3025:5",
    "json/trailing_comma_falls_back": "DL3025:3",
    "json/unclosed_falls_back": "DL3025:3 DL3025:5",
    "onbuild/forbidden_ones": "DL4000:3",
}
LESS_IN_THE_CORPUS = {
    "apps/distroless_debug": "DL3042:5",
    "apps/dotnet_web": "DL3066:2",
    "apps/node_puppeteer": "DL3066:9",
    "apps/python_django_bad_layers": "DL3009:2 DL3013:5 DL3059:4",
    "apps/python_ml_cuda": "DL3045:8",
    "apps/python_poetry": "DL3042:5",
    "apps/ruby_sinatra_old": "DL3020:3",
    "comments/pragma_like": "DL3002:6 DL3066:6",
    "continuations/escape_alone_on_lines": "DL3059:7",
    "continuations/vertical_tab_after_escape": "DL3059:3 DL3059:4",
    "directives/after_comment_is_a_comment": "DL3059:5",
    "directives/after_instruction_is_a_comment": "DL3059:5",
    "directives/escape_syntax_check": "DL3025:7",
    "flags/escaped": "DL3021:2",
    "flags/variable_in_value": "DL3022:5",
    "heredocs/not_ascii_digits": "DL3059:3",
    "instructions/add_sources": "DL3020:4 DL3020:5",
    "instructions/cmd_and_entrypoint_shell": "DL3025:2 DL4003:6 DL4004:5",
    "instructions/stopsignal_user_workdir": "DL3000:11 DL3066:5 DL3066:6 DL3066:8",
    "json/blanks_inside": "DL3025:3 DL4003:5",
    "json/empty_arrays_and_strings": "DL3045:6",
    "json/escapes_in_strings": "DL3025:2",
    "json/not_json_numbers": "DL4003:5",
    "json/odd_blank_before": "DL3025:2",
    "json/smart_quotes_fall_back": "DL3059:5",
}


@cache
def _analyzer(settings: Settings) -> Analyzer:
    on = severities(INDEX, settings)
    return Analyzer([rule for rule in ALL if rule.code in on and hadolint_code(rule)], TODAY, settings.options)


def we_say(text: str, options: Options = NO_OPTIONS) -> set[Finding]:
    """What we find, in hadolint's codes, at the line of the instruction."""
    settings = Settings(
        profile="hadolint",
        trusted_registries=options.trusted_registries,
        label_schema=options.label_schema,
        strict_labels=options.strict_labels,
    )
    document = open_document(text, _analyzer(settings))
    shown = (each.located for each in diagnostics(document, INDEX, severities(INDEX, settings)))
    return {
        (code, document.lines_of(located.piece)[0] + 1) for located in shown if (code := hadolint_code(located.rule))
    }


def compared(
    texts: Mapping[str, str], options: Options = NO_OPTIONS
) -> Iterator[tuple[str, set[Finding], set[Finding]]]:
    """For each text that hadolint can parse, by its name: what we say of it, and what hadolint says."""
    for (name, text), said in zip(
        texts.items(), hadolint_says(tuple(texts.values()), *arguments_for(options)), strict=True
    ):
        if all(each.code != CANNOT_PARSE for each in said):
            yield name, we_say(text, options), {(each.code, each.line) for each in said if each.code.startswith("DL")}


def written(found: set[Finding]) -> str:
    return " ".join(f"{code}:{line}" for code, line in sorted(found))


def test_the_corpus() -> None:
    more, less = {}, {}
    for name, ours, theirs in compared(dict(corpus())):
        more[name] = written(ours - theirs)
        less[name] = written(theirs - ours)
    assert {name: found for name, found in more.items() if found} == MORE_IN_THE_CORPUS
    assert {name: found for name, found in less.items() if found} == LESS_IN_THE_CORPUS


def codes_in(table: Mapping[str, str]) -> set[str]:
    return {found.partition(":")[0] for line in table.values() for found in line.split()}


def test_every_difference_has_a_reason() -> None:
    """The examples of all rules, with those of the corpus."""
    by_options: dict[Options, dict[str, str]] = {NO_OPTIONS: {}}
    for rule in ALL:
        texts = [marked(each.bad)[0] for each in rule.examples] + [each.good for each in rule.examples if each.good]
        plain = {read_example(text).dockerfile: "" for text in (*texts, *rule.silent)}
        by_options.setdefault(rule.example_options, {}).update(plain)
    agreed: Counter[str] = Counter()
    more: Counter[str] = Counter()
    less: Counter[str] = Counter()
    for options, texts_of in by_options.items():
        for _, ours, theirs in compared({text: text for text in texts_of}, options):
            agreed.update(code for code, _ in ours & theirs)
            more.update(code for code, _ in ours - theirs)
            less.update(code for code, _ in theirs - ours)
    assert set(more) | codes_in(MORE_IN_THE_CORPUS) == set(WE_SEE_MORE)
    assert set(less) | codes_in(LESS_IN_THE_CORPUS) == set(WE_ARE_SILENT)
    # Most examples of ours are made of what others get wrong; hadolint's findings in them are ours all the same.
    assert agreed.total() > 4 * less.total()
