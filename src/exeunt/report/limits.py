"""What the models cannot show, in words for those who decide; printed with every report."""

from __future__ import annotations

from exeunt.scenario.document import ScenarioDoc

GENERAL = (
    "This is a simulation, a support for decisions. It is no proof of safety and replaces neither the judgement of a "
    "competent person nor an approval.",
    "One run with one random seed is one of many possible courses. Times, and which exits are used, differ from seed "
    "to seed. Only several runs tell how far; figures of a single run must not be compared with a limit without "
    "that spread.",
    "Places that the drawing leaves out (furniture, bags, closed bars, cables) are free in the simulation.",
)

WITHOUT_HAZARDS = (
    "People are discs that walk. Nobody falls, is hurt, turns back, looks for others or helps someone, and people who "
    "belong together stay together only where the scenario says so.",
    "There is no smoke, heat or toxic gas in this run: the scenario has no hazard.",
)
WITH_HAZARDS = (
    "People are discs that walk. Nobody falls but by smoke, heat or gas, and nobody looks for others, helps or rescues "
    "someone; people who belong together stay together only where the scenario says so.",
    "Smoke slows people down and doses incapacitate them. People who know a way find it in the thickest smoke: nobody "
    "loses the way, crawls below the smoke, or stops in it.",
    "Incapacitated people stay where they are, as obstacles; nobody is rescued. A dose is no diagnosis: people differ "
    "widely, and dose 1 is where half of them are expected to be incapacitated. Deaths are not predicted.",
    "Stated air does not change with doors that people open, and sources that overlap add up, which real fires do not.",
)
AVOIDING = (
    "People see smoke, flames and heat on their own way only. A stated share turns back before smoke, and everybody "
    "walks round fire that they see; nobody tells others, and what was once seen is believed to the end."
)
NOT_AVOIDING = (
    "People do not react to smoke or fire: they neither avoid them nor choose another way because of them."
)
GROUPS = (
    "Groups wait for their members and leave by one exit. Who searches for somebody who is elsewhere, turns back, or "
    "is led or carried, is not modelled; how many belong together is rarely known."
)
BEHAVIOUR = (
    "What people notice, believe and decide follows from stated rates, shares and weights, most of them assumptions "
    "with wide ranges: compare measures within one scenario and its variants, and vary the assumptions before you "
    "trust a difference. Nobody panics, freezes or acts against the danger."
)
ZONES = (
    "A danger zone is prescribed: it reacts to nothing that people do. How people react to a threat has hardly been "
    "measured. The exposure says how long people were in it or in sight of it and is no measure of harm."
)
STAFF = "Stewards do what they were told and nothing else; they are believed as stated and make no mistakes."
REFUGES = (
    "A locked refuge is taken to protect from what the scenario says that it protects from; how long a door holds is "
    "not modelled, and nobody opens it to those who come late."
)

LIFTS = (
    "Lifts run by their timetable of doors and rides and never fail. Only who is told to uses them; people who wait do "
    "not give up and take the stairs, and a car does not stop on its way."
)
ESCALATORS = (
    "Escalators run all the time unless the scenario stops them. People ride at the speed of the steps and keep their "
    "distance; riders behind a queue stop although the steps go on, so a jam at the landing shows no falls. A stopped "
    "escalator is walked as fast as a stair: measured upwards (Okada et al. 2011), assumed downwards. Everybody knows "
    "at once how an escalator moves, and nobody stumbles when it stops."
)

# by family and kind: what the model itself does not show
OF_MODELS: dict[tuple[str, str], str] = {
    ("movement", "collision_free_speed"):
        "The walking model keeps people apart without contact: it shows no pushing, no pressure and no crowd "
        "turbulence, and it jams where dense streams meet head-on. It was published with a time gap of 1 s; the "
        "default of 0.55 s belongs to the model 'encounters', and with it streams are faster here than measured.",
    ("movement", "social_force"):
        "The walking model has contact forces, but its forces are not calibrated to injuries; densities above about 6 "
        "per m² are outside what it was made for.",
    ("movement", "encounters"):
        "The walking model lets people who meet head-on dodge, turn their shoulders and pass. It has no contact: it "
        "shows no pushing, no pressure and no crowd turbulence; in dense crowds two directions still jam.",
    ("exit_choice", "logit"):
        "People weigh time, familiarity and what others do with weights that are stated, not measured in this venue. "
        "They judge queues at all exits, also those behind walls, and walls do not hide what others choose.",
    ("hazard", "room_filling"):
        "Smoke fills one room from its ceiling in two layers, as if its doors were shut and its ceiling level; it "
        "does not flow into other rooms. A room with large openings fills later than this.",
    ("hazard", "cfast"):
        "The zone model CFAST knows boxes with two layers: nothing within a layer differs from place to place, "
        "corridors fill at once, and what lies between the layers is smoothed.",
    ("hazard", "fds"):
        "The air comes from an FDS result that was computed without these people: doors that they open change nothing, "
        "and where its slices do not reach, the scenario says what holds.",
    ("hazard", "fire"):
        "A fire that only radiates is a point: walls and people give no shade, and near the flames the flux is wrong.",
    ("hazard", "explosion"):
        "An explosion is only what starts the incident: who is hurt, what is blocked and what burns was stated, not "
        "computed.",
    ("hazard", "field"): "Air that is stated is the same everywhere in its place; no fire was computed.",
    ("hazard", "flames"): "An area is lost to flames all at once; how the fire spreads was not computed.",
    ("smoke_speed", "*"):
        "How smoke slows people was measured in corridors on calm volunteers, with wide scatter; in thicker smoke "
        "than was measured it is extrapolated.",
    ("susceptibility", "alike"):
        "Everybody falls at the same dose; children, old and ill people may fall much earlier.",
    ("susceptibility", "log_normal"):
        "How people differ in what they stand is an assumed distribution; there are no measurements on people.",
    ("speed_law", "*"): "Speeds by age and sex are means of old counts; today's visitors may be slower.",
    ("exit_choice", "nearest"):
        "People are taken to know all exits and to choose the quickest way alone, without regard to queues, signs or "
        "staff. It is a reference case; real people prefer the way they came.",
    ("exit_choice", "familiar"):
        "The share of people who use only the exits they know is fixed; people do not change their minds when they "
        "see a queue or follow others.",
    ("exit_choice", "quickest"):
        "People are taken to know the queues at all exits, also those out of sight, so exits are shared out better "
        "than real crowds do.",
    ("exit_choice", "assigned"): "People go to the exit they were given, whatever they see on the way.",
    ("pre_movement", "constant"): "Everybody starts after the same delay; real delays spread widely.",
    ("pre_movement", "*"):
        "Delays are drawn for each person alone. Real people wait for each other, follow staff and announcements, and "
        "react to what they see.",
}  # fmt: skip


def of_scenario(document: ScenarioDoc | None) -> list[str]:
    """Return what holds for the parts of a scenario that are no kind: hazards, groups, lifts and escalators."""
    if document is None:
        return list(WITHOUT_HAZARDS[:1])
    found = list(WITHOUT_HAZARDS if document.hazards is None else WITH_HAZARDS)
    if document.danger_zones:
        found = [words.replace(" turns back,", "") for words in found]
    if document.hazards is not None:
        found.insert(2, NOT_AVOIDING if document.hazards.avoidance is None else AVOIDING)
    if any(people.groups is not None for people in document.people):
        found.append(GROUPS)
    parts = ((BEHAVIOUR, "behaviour"), (ZONES, "danger_zones"), (STAFF, "staff"), (REFUGES, "refuges"))
    found += [words for words, section in parts if getattr(document, section, None)]
    if document.venue.lifts:
        found.append(LIFTS)
    if document.venue.escalators:
        found.append(ESCALATORS)
    return found


def of_model(family: str, kind: str) -> str:
    """Return what a model does not show; empty if nothing is written down for it."""
    return OF_MODELS.get((family, kind)) or OF_MODELS.get((family, "*"), "")
