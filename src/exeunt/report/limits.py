"""What the models cannot show, in words for those who decide; printed with every report."""

from __future__ import annotations

GENERAL = (
    "This is a simulation, a support for decisions. It is no proof of safety and replaces neither the judgement of a "
    "competent person nor an approval.",
    "One run with one random seed is one of many possible courses. Times, and which exits are used, differ from seed "
    "to seed. Only several runs tell how far; figures of a single run must not be compared with a limit without "
    "that spread.",
    "People are discs that walk. Nobody falls, is hurt, turns back, looks for others or helps someone, and people who "
    "belong together stay together only where the scenario says so.",
    "Smoke, heat and toxic gases act only where the scenario has a hazard; this report names every model in use.",
    "Places that the drawing leaves out (furniture, bags, closed bars, cables) are free in the simulation.",
)

# by family and kind: what the model itself does not show
OF_MODELS: dict[tuple[str, str], str] = {
    ("movement", "collision_free_speed"):
        "The walking model keeps people apart without contact: it shows no pushing, no pressure and no crowd "
        "turbulence, and it jams where dense streams meet head-on.",
    ("movement", "social_force"):
        "The walking model has contact forces, but its forces are not calibrated to injuries; densities above about 6 "
        "per m² are outside what it was made for.",
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


def of_model(family: str, kind: str) -> str:
    """Return what a model does not show; empty if nothing is written down for it."""
    return OF_MODELS.get((family, kind)) or OF_MODELS.get((family, "*"), "")
