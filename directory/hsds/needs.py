"""What people come with, named and described for others who use our lists. Pure."""

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, str]] = {
    "danger": ("Danger", "Life or safety is at stake now."),
    "reporting": ("Reporting", "Something has happened, and somebody should know."),
    "abuse": ("Abuse", "Somebody is hurt, controlled or harmed by another person."),
    "gangs": ("Gangs and exploitation", "Somebody is drawn in, used or wants to get out."),
    "support": ("Support", "Help to cope, to live well and to move on."),
}
"""For each group of needs, its name and what belongs to it."""

NEEDS: Mapping[str, tuple[str, str, str]] = {
    "emergency": (
        "danger",
        "Emergency",
        "Somebody needs the police, an ambulance or fire crew now.",
    ),
    "suicide_self_harm": (
        "danger",
        "Suicide and self-harm",
        "Wanting to die, or hurting yourself.",
    ),
    "report_crime": ("reporting", "Reporting a crime", "How and where to report a crime."),
    "report_asb": ("reporting", "Reporting nuisance", "How to report anti-social behaviour."),
    "crime_or_asb": ("reporting", "Crime or nuisance", "Which it is, and who deals with it."),
    "report_anonymously": (
        "reporting",
        "Reporting without a name",
        "Telling, and not being named.",
    ),
    "report_drugs": ("reporting", "Reporting drugs", "Dealing, drug houses and cuckooing."),
    "report_environment": (
        "reporting",
        "Reporting street problems",
        "Dumped rubbish and the like.",
    ),
    "hate_crime": ("reporting", "Hate crime", "Abuse because of who somebody is."),
    "area_safety": (
        "reporting",
        "Safety of an area",
        "How safe a place is, and who looks after it.",
    ),
    "chase_report": ("reporting", "Nothing was done", "A report that nobody acted on."),
    "stop_and_search": ("reporting", "Stop and search", "Your rights when police stop you."),
    "domestic_abuse": ("abuse", "Domestic abuse", "Abuse by a partner, an ex or family."),
    "abuse_at_home": ("abuse", "A child hurt at home", "A child hurt or scared by a carer."),
    "abuse_of_other": ("abuse", "Worry about abuse", "Somebody else may be abused."),
    "sexual_violence": ("abuse", "Sexual violence", "Rape, assault or unwanted touching."),
    "honour_abuse": ("abuse", "Honour-based abuse", "Forced marriage, FGM and so-called honour."),
    "stalking": ("abuse", "Stalking", "Being followed, watched or tracked."),
    "online_harm": ("abuse", "Harm online", "Nudes, threats, grooming and bullying online."),
    "own_behaviour": (
        "abuse",
        "Changing your own behaviour",
        "Hurting somebody, and wanting to stop.",
    ),
    "gang_exit": ("gangs", "Leaving a gang", "Getting out of a gang or road life."),
    "county_lines": ("gangs", "County lines", "Being made to carry or sell, or a drug debt."),
    "exploitation_of_other": ("gangs", "Worry about exploitation", "Somebody else may be used."),
    "knife_carrying": ("gangs", "Knives", "Carrying a knife, or finding one."),
    "missing_person": ("gangs", "Missing people", "Somebody is missing or has run away."),
    "leaving_prison": ("gangs", "Leaving prison", "Custody, licence and coming home."),
    "mental_health": ("support", "Mental health", "Worry, low mood, anger and not coping."),
    "trauma_bereavement": ("support", "Trauma and grief", "After violence, or after a death."),
    "victim_support": ("support", "Victims of crime", "Support, court and compensation."),
    "drugs_alcohol": ("support", "Drugs and alcohol", "Help with using or drinking."),
    "school": ("support", "School", "Exclusion, bullying and not being in school."),
    "work_training": ("support", "Work and training", "Jobs, courses, and a record at work."),
    "parenting": ("support", "Parenting", "Help for parents and whole families."),
    "housing": ("support", "Housing", "Nowhere to live, or a home that is not safe."),
    "activities": ("support", "Things to do", "Youth clubs, mentors and sport."),
    "get_involved": ("support", "Getting involved", "Volunteering for a safer place."),
    "find_service": ("support", "Finding a service", "Looking for a service by its name."),
    "talk_to_person": ("support", "Somebody to talk to", "Talking to a person who listens."),
}
"""For each intent that a service can answer: its group, its name and what it means."""
