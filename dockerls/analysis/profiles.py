"""The ``hadolint`` profile: which of our rules hadolint has, and how severe each is there.

Severities as the binary of hadolint 2.15.1 gives them (``tests/test_profiles.py`` asks it); its ``style`` is our hint.
DL1001 and DL3057 are missing: hadolint has them, but leaves them out unless it is told otherwise.
"""

from dockerls.rules.rule import Rule, Severity

_ERRORS = "3000 3004 3011 3012 3020 3021 3023 3024 3026 3043 3044 3061 4000 4004"
_WARNINGS = (
    "3002 3003 3006 3007 3008 3013 3014 3016 3018 3022 3025 3027 3028 3029 3030 3032 3033 3034 3035 3036 3037 3038 "
    "3040 3041 3042 3045 3046 3051 3052 3053 3054 3055 3056 3058 3062 3063 3064 3065 3067 4001 4003 4005 4006"
)
_INFOS = "3001 3009 3010 3015 3019 3047 3049 3050 3059 3060 3066"
_HINTS = "3048"

HADOLINT_SEVERITIES = {
    f"DL{number}": severity
    for severity, numbers in (
        (Severity.ERROR, _ERRORS),
        (Severity.WARNING, _WARNINGS),
        (Severity.INFO, _INFOS),
        (Severity.HINT, _HINTS),
    )
    for number in numbers.split()
}


def hadolint_code(rule: Rule) -> str | None:
    """The code hadolint has for a rule, if it has the rule; what it had once (DL3005) and what sleeps do not count."""
    return next((word for word in (rule.code, *rule.aliases) if word in HADOLINT_SEVERITIES), None)
