"""The 49 things a person can mean: the contract with the trained model. Pure."""

from enum import StrEnum


class Intent(StrEnum):
    """Named and ordered as in the taxonomy: where two fit, danger wins."""

    # Danger
    EMERGENCY = "emergency"
    SUICIDE_SELF_HARM = "suicide_self_harm"

    # Reporting
    REPORT_CRIME = "report_crime"
    REPORT_ASB = "report_asb"
    CRIME_OR_ASB = "crime_or_asb"
    REPORT_ANONYMOUSLY = "report_anonymously"
    REPORT_DRUGS = "report_drugs"
    REPORT_ENVIRONMENT = "report_environment"
    HATE_CRIME = "hate_crime"
    AREA_SAFETY = "area_safety"
    CHASE_REPORT = "chase_report"
    STOP_AND_SEARCH = "stop_and_search"

    # Abuse
    DOMESTIC_ABUSE = "domestic_abuse"
    ABUSE_AT_HOME = "abuse_at_home"
    ABUSE_OF_OTHER = "abuse_of_other"
    SEXUAL_VIOLENCE = "sexual_violence"
    HONOUR_ABUSE = "honour_abuse"
    STALKING = "stalking"
    ONLINE_HARM = "online_harm"
    OWN_BEHAVIOUR = "own_behaviour"

    # Gangs and exploitation
    GANG_EXIT = "gang_exit"
    COUNTY_LINES = "county_lines"
    EXPLOITATION_OF_OTHER = "exploitation_of_other"
    KNIFE_CARRYING = "knife_carrying"
    MISSING_PERSON = "missing_person"
    LEAVING_PRISON = "leaving_prison"

    # Support
    MENTAL_HEALTH = "mental_health"
    TRAUMA_BEREAVEMENT = "trauma_bereavement"
    VICTIM_SUPPORT = "victim_support"
    DRUGS_ALCOHOL = "drugs_alcohol"
    SCHOOL = "school"
    WORK_TRAINING = "work_training"
    PARENTING = "parenting"
    HOUSING = "housing"
    ACTIVITIES = "activities"
    GET_INVOLVED = "get_involved"
    FIND_SERVICE = "find_service"

    # The bot itself
    TALK_TO_PERSON = "talk_to_person"
    PRIVACY = "privacy"
    DELETE_DATA = "delete_data"
    ABOUT_BOT = "about_bot"
    LANGUAGE = "language"
    GREET = "greet"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    AFFIRM = "affirm"
    DENY = "deny"
    INSULT = "insult"
    OUT_OF_SCOPE = "out_of_scope"
