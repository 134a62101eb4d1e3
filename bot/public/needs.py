"""What people can choose to look for, and a name for each that says nothing. Pure."""

from hashlib import sha256

from bot.conversation.intents import Intent

GROUPS: dict[str, tuple[Intent, ...]] = {
    "feelings": (
        Intent.SUICIDE_SELF_HARM,
        Intent.MENTAL_HEALTH,
        Intent.TRAUMA_BEREAVEMENT,
        Intent.DRUGS_ALCOHOL,
        Intent.TALK_TO_PERSON,
    ),
    "harm": (
        Intent.DOMESTIC_ABUSE,
        Intent.ABUSE_AT_HOME,
        Intent.ABUSE_OF_OTHER,
        Intent.SEXUAL_VIOLENCE,
        Intent.HONOUR_ABUSE,
        Intent.STALKING,
        Intent.ONLINE_HARM,
        Intent.OWN_BEHAVIOUR,
    ),
    "gangs": (
        Intent.GANG_EXIT,
        Intent.COUNTY_LINES,
        Intent.EXPLOITATION_OF_OTHER,
        Intent.KNIFE_CARRYING,
        Intent.MISSING_PERSON,
        Intent.LEAVING_PRISON,
    ),
    "reports": (
        Intent.REPORT_CRIME,
        Intent.REPORT_ANONYMOUSLY,
        Intent.REPORT_DRUGS,
        Intent.REPORT_ASB,
        Intent.REPORT_ENVIRONMENT,
        Intent.HATE_CRIME,
        Intent.CHASE_REPORT,
        Intent.STOP_AND_SEARCH,
        Intent.VICTIM_SUPPORT,
    ),
    "life": (
        Intent.SCHOOL,
        Intent.PARENTING,
        Intent.HOUSING,
        Intent.WORK_TRAINING,
        Intent.ACTIVITIES,
        Intent.GET_INVOLVED,
    ),
}


def code(need: Intent) -> str:
    """Return a name for a need that a list of visited pages may hold: nobody can read it."""
    return sha256(f"need {need}".encode()).hexdigest()[:6]


BY_CODE = {code(need): need for group in GROUPS.values() for need in group}
