"""The bibliography: every publication that a parameter, a model or a measure names, once.

Sources are written in the code as people write them ("Weidmann 1993, ..."); ``cited`` finds the entries that a
text names. ``checked`` says that the details were compared with the publication, its abstract or a catalogue;
the others are given as they are quoted and are marked wherever they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

EntryType = Literal["article", "book", "inproceedings", "techreport", "manual", "misc"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One publication.

    ``names`` are the ways in which the code cites it, as regular expressions on a text in which brackets and
    commas are spaces; ``venue`` is the journal, series or publisher with volume and pages. A year that is not
    known is 0, a title that was never read is empty.
    """

    key: str
    type: EntryType
    authors: str
    year: int
    title: str
    venue: str
    names: tuple[str, ...]
    doi: str = ""
    checked: bool = False

    def text(self) -> str:
        """Return the entry on one line."""
        doi = f" doi:{self.doi}" if self.doi else ""
        title = f" {self.title}." if self.title else ""
        return f"{self.authors.replace('; and others', ' et al.')} ({self.year or 'n.d.'}).{title} {self.venue}.{doi}"

    def bibtex(self) -> str:
        """Return the entry in BibTeX."""
        places = {"article": "journal", "inproceedings": "booktitle", "book": "publisher",
                  "techreport": "institution"}  # fmt: skip
        fields = {
            "author": self.authors.replace("; and others", "; others").replace("; ", " and "),
            "title": f"{{{self.title}}}" if self.title else "",
            places.get(self.type, "howpublished"): self.venue,
            "year": str(self.year or ""),
            "doi": self.doi,
            "note": "" if self.checked else "details not checked against the publication",
        }
        lines = [f"  {name} = {{{_tex(value)}}}," for name, value in fields.items() if value]
        return "\n".join([f"@{self.type}{{{self.key},", *lines, "}"])


_TABLE = (
    Reference("au2011", "inproceedings", "Au, S. Y. Z.; Gwynne, S. M. V.", 2011, "",
              "EMEVAC, Warsaw", (r"Au (and|&) Gwynne 2011",)),
    Reference("barr2024", "article", "Barr, D.; and others", 2024, "", "European Journal of Social Psychology",
              (r"Barr et al\.? 2024",)),
    Reference("benthorn1996", "techreport", "Benthorn, L.; Frantzich, H.", 1996,
              "Fire alarm in a public building: How do people evaluate information and choose evacuation exit?",
              "Department of Fire Safety Engineering, Lund University, report 3082",
              (r"Benthorn (and|&) Frantzich 1996",), checked=True),
    Reference("boyce1999", "article", "Boyce, K. E.; Shields, T. J.; Silcock, G. W. H.", 1999,
              "Toward the characterization of building occupancies for fire safety engineering: Capabilities of "
              "disabled people moving horizontally and on an incline",
              "Fire Technology 35, 51-67", (r"Boyce Shields (and|&) Silcock( 1999)?",), checked=True),
    Reference("cfast", "manual", "National Institute of Standards and Technology", 0,
              "CFAST, Consolidated Fire and Smoke Transport: Technical Reference Guide", "Gaithersburg",
              (r"CFAST",)),
    Reference("bryan1977", "techreport", "Bryan, J. L.", 1977,
              "Smoke as a determinant of human behavior in fire situations (Project People)", "NBS-GCR-77-94",
              (r"Bryan 1977",)),
    Reference("cooper1982", "article", "Cooper, L. Y.", 1982,
              "A mathematical model for estimating available safe egress time in fires",
              "Fire and Materials 6, 135-144", (r"Cooper 1982",)),
    Reference("ehtamo2010", "article", "Ehtamo, H.; Heliövaara, S.; Korhonen, T.; Hostikka, S.", 2010,
              "Game theoretic best-response dynamics for evacuees' exit selection",
              "Advances in Complex Systems 13", (r"Ehtamo et al\.? 2010",)),
    Reference("fds", "manual", "National Institute of Standards and Technology", 0,
              "Fire Dynamics Simulator: User's Guide, Validation Guide and source code", "Gaithersburg",
              (r"FDS User's Guide", r"FDS Validation Guide", r"in FDS\b", r"^FDS:", r"FDS/Purser")),
    Reference("engineersaustralia2014", "manual", "Engineers Australia", 2014, "", "Society of Fire Safety practice "
              "note on tenability criteria", (r"Engineers Australia 2014",)),
    Reference("forssberg2019", "article", "Forssberg, M.; Kjellström, J.; Frantzich, H.; Mossberg, A.; Nilsson, D.",
              2019, "The variation of pre-movement time in building evacuation", "Fire Technology 55(6), 2491",
              (r"Forssberg et al\.? 2019",), doi="10.1007/s10694-019-00881-1"),
    Reference("frantzich2003", "techreport", "Frantzich, H.; Nilsson, D.", 2003, "",
              "Report 3126, Fire Safety Engineering, Lund University", (r"Frantzich (and|&) Nilsson 2003",)),
    Reference("fridolf2019", "article", "Fridolf, K.; and others", 2019, "",
              "Tunnelling and Underground Space Technology",
              (r"Fridolf et al\.? 2019",), doi="10.1016/j.tust.2019.04.016"),
    Reference("fruin1971", "book", "Fruin, J. J.", 1971, "Pedestrian Planning and Design",
              "Metropolitan Association of Urban Designers and Environmental Planners, New York",
              (r"Fruin 1971", r"Fruin Pedestrian Planning and Design 1971")),
    Reference("galea2017", "article", "Galea, E. R.; Deere, S. J.; Hopkin, C. G.; Xie, H.", 2017,
              "Evacuation response behaviour of occupants in a large theatre during a live performance",
              "Fire and Materials 41", (r"Galea et al\.? 2017",)),
    Reference("heskestad1979", "inproceedings", "Heskestad, G.; Delichatsios, M. A.", 1979,
              "The initial convective flow in fire", "17th Symposium (International) on Combustion, 1113-1123",
              (r"Heskestad (and|&) Delichatsios 1979",)),
    Reference("heliovaara2012", "article", "Heliövaara, S.; Korhonen, T.; Hostikka, S.; Ehtamo, H.", 2012,
              "Counterflow model for agent-based simulation of crowd dynamics", "Building and Environment 48, 89-100",
              (r"Heliövaara et al\.? 2012",), doi="10.1016/j.buildenv.2011.08.020"),
    Reference("haghani2018", "article", "Haghani, M.; and others", 2018, "",
              "Transportation Research Record 2672(1)", (r"Haghani 2018",)),
    Reference("haghani2018b", "article", "Haghani, M.; Sarvi, M.", 2018,
              "Crowd behaviour and motion: Empirical methods", "Transportation Research Part B 107, 253-294",
              (r"Haghani (&|and) Sarvi 2018", r"10\.1016/j\.trb\.2017\.06\.017"),
              doi="10.1016/j.trb.2017.06.017"),
    Reference("haghani2019", "article", "Haghani, M.; Sarvi, M.", 2019,
              "Simulating dynamics of adaptive exit-choice changing in crowd evacuations: Model implementation and "
              "behavioural interpretations", "Transportation Research Part C 103, 56-82",
              (r"Haghani et al\.? 2019",), checked=True),
    Reference("helbing2000", "article", "Helbing, D.; Farkas, I.; Vicsek, T.", 2000,
              "Simulating dynamical features of escape panic", "Nature 407, 487-490",
              (r"Helbing Farkas (and|&) Vicsek 2000", r"10\.1038/35035023"), doi="10.1038/35035023", checked=True),
    Reference("hoogendoorn2005", "article", "Hoogendoorn, S. P.; Daamen, W.", 2005,
              "Pedestrian behavior at bottlenecks", "Transportation Science 39(2), 147-159",
              (r"Hoogendoorn & Daamen 2005", r"10\.1287/trsc\.1040\.0102"), "10.1287/trsc.1040.0102", True),
    Reference("huggett1980", "article", "Huggett, C.", 1980,
              "Estimation of rate of heat release by means of oxygen consumption measurements",
              "Fire and Materials 4, 61-65", (r"Huggett 1980",)),
    Reference("hunt2020", "article", "Hunt, A.; and others", 2020,
              "Simulating movement devices used in hospital evacuation", "Fire Technology",
              (r"Hunt 2020",), doi="10.1007/s10694-020-00971-5"),
    Reference("imanishi2019", "article", "Imanishi, M.; Sano, T.", 2019,
              "Route choice and flow rate in theatre evacuation drills: Analysis of walking trajectory data-set",
              "Fire Technology 55, 569-593", (r"Imanishi (and|&) Sano 2019",), doi="10.1007/s10694-018-0783-2",
              checked=True),
    Reference("imo1533", "manual", "International Maritime Organization", 2016,
              "Revised guidelines on evacuation analysis for new and existing passenger ships", "MSC.1/Circ.1533",
              (r"MSC\.1/Circ\.1533",)),
    Reference("iso13571", "manual", "International Organization for Standardization", 2012,
              "ISO 13571, Life-threatening components of fire: Guidelines for the estimation of time to "
              "compromised tenability in fires", "Geneva", (r"ISO 13571",)),
    Reference("jelic2012", "article", "Jelić, A.; Appert-Rolland, C.; Lemercier, S.; Pettré, J.", 2012,
              "Properties of pedestrians walking in line: Fundamental diagrams", "Physical Review E 85, 036111",
              (r"Jelić et al\.? 2012", r"10\.1103/PhysRevE\.85\.036111"), "10.1103/PhysRevE.85.036111", True),
    Reference("jin1978", "article", "Jin, T.", 1978, "Visibility through fire smoke",
              "Journal of Fire and Flammability 9, 135-155", (r"Jin 1978",)),
    Reference("jupedsim", "misc", "JuPedSim developers", 0, "JuPedSim, version 1.4.2",
              "Forschungszentrum Jülich", (r"JuPedSim 1\.4\.2",)),
    Reference("kim2001", "article", "Kim, S.", 2001, "An O(N) level set method for eikonal equations",
              "SIAM Journal on Scientific Computing 22, 2178-2193",
              (r"Kim 2001", r"10\.1137/S1064827500367130"), doi="10.1137/S1064827500367130"),
    Reference("korhonen2021", "manual", "Korhonen, T.", 2021,
              "Fire Dynamics Simulator with Evacuation: FDS+Evac, Technical Reference and User's Guide",
              "VTT Technical Research Centre of Finland", (r"Korhonen 2021", r"FDS\+Evac")),
    Reference("lovreglio2014", "article", "Lovreglio, R.; and others", 2014, "", "Safety Science 62",
              (r"Lovreglio et al\.? 2014",)),
    Reference("lovreglio2016", "article", "Lovreglio, R.; Fonzone, A.; dell'Olio, L.", 2016,
              "A mixed logit model for predicting exit choice during building evacuations",
              "Transportation Research Part A 92, 59",
              (r"Lovreglio et al\.? 2016", r"10\.1016/j\.tra\.2016\.06\.018"), doi="10.1016/j.tra.2016.06.018"),
    Reference("lovreglio2016b", "article", "Lovreglio, R.; Ronchi, E.; Nilsson, D.", 2016,
              "An Evacuation Decision Model based on perceived risk, social influence and behavioural uncertainty",
              "Simulation Modelling Practice and Theory 66, 226-242", (r"Lovreglio Ronchi (and|&) Nilsson 2016",)),
    Reference("lovreglio2019", "article", "Lovreglio, R.; Kuligowski, E.; Gwynne, S.; Boyce, K.", 2019,
              "A pre-evacuation database for use in egress simulations",
              "Fire Safety Journal 105, 107, with corrigendum doi:10.1016/j.firesaf.2019.102829",
              (r"Lovreglio Kuligowski Gwynne (and|&) Boyce 2019",), doi="10.1016/j.firesaf.2018.12.009"),
    Reference("mulholland2000", "article", "Mulholland, G. W.; Croarkin, C.", 2000,
              "Specific extinction coefficient of flame generated smoke", "Fire and Materials 24, 227-230",
              (r"Mulholland (and|&) Croarkin 2000",)),
    Reference("nfpa92", "manual", "National Fire Protection Association", 0,
              "NFPA 92, Standard for Smoke Control Systems", "Quincy", (r"NFPA 92",)),
    Reference("nilsson2009", "article", "Nilsson, D.; Johansson, A.", 2009,
              "Social influence during the initial phase of a fire evacuation: Analysis of evacuation experiments in a "
              "cinema theatre", "Fire Safety Journal 44(1), 71-79", (r"Nilsson (and|&) Johansson 2009",), checked=True),
    Reference("nist1797", "techreport", "National Institute of Standards and Technology", 2013, "",
              "Technical Note 1797", (r"NIST TN 1797",), doi="10.6028/NIST.TN.1797"),
    Reference("pd7974-6", "manual", "British Standards Institution", 2019,
              "PD 7974-6, Application of fire safety engineering principles to the design of buildings: "
              "Human factors", "London", (r"PD 7974-6",)),
    Reference("rimea", "manual", "RiMEA e.V.", 2025, "Guideline for microscopic evacuation analysis",
              "version 4.1.1", (r"RiMEA",)),
    Reference("salmon2011", "inproceedings", "Salmon, J. K.; Moraes, M. A.; Dror, R. O.; Shaw, D. E.", 2011,
              "Parallel random numbers: as easy as 1, 2, 3", "SC '11",
              (r"Salmon Moraes Dror (and|&) Shaw 2011",), doi="10.1145/2063384.2063405", checked=True),
    Reference("sethian1996", "article", "Sethian, J. A.", 1996,
              "A fast marching level set method for monotonically advancing fronts", "PNAS 93, 1591-1595",
              (r"Sethian 1996",), doi="10.1073/pnas.93.4.1591", checked=True),
    Reference("seyfried2005", "article", "Seyfried, A.; Steffen, B.; Klingsch, W.; Boltes, M.", 2005,
              "The fundamental diagram of pedestrian movement revisited", "J. Stat. Mech. P10002",
              (r"Seyfried et al\.? 2005", r"10\.1088/1742-5468/2005/10/P10002"),
              "10.1088/1742-5468/2005/10/P10002", True),
    Reference("okada2011", "article", "Okada, N.; Hasemi, Y.; Moriyama, S.; Okamoto, E.", 2011,
              "Feasibility of upward evacuation by escalator: an experimental study",
              "Journal of Environmental Engineering (Architectural Institute of Japan) 76(668), 855-862",
              (r"Okada et al\.? 2011",), checked=True),
    Reference("seyfried2009", "article",
              "Seyfried, A.; Passon, O.; Steffen, B.; Boltes, M.; Rupprecht, T.; Klingsch, W.", 2009,
              "New insights into pedestrian flow through bottlenecks", "Transportation Science 43, 395-406",
              (r"Seyfried et al\.? (Transp\. Sci\. 43 )?2009",)),
    Reference("sfpe", "book", "Society of Fire Protection Engineers", 2016,
              "SFPE Handbook of Fire Protection Engineering", "Springer, 5th edition", (r"SFPE Handbook",)),
    Reference("steffen2010", "article", "Steffen, B.; Seyfried, A.", 2010,
              "Methods for measuring pedestrian density, flow, speed and direction with minimal scatter",
              "Physica A 389, 1902-1910", (r"Steffen A\. Seyfried Physica A 389 2010",
                                           r"Steffen (and|&) Seyfried 2010")),
    Reference("tordeux2016", "inproceedings", "Tordeux, A.; Chraibi, M.; Seyfried, A.", 2016,
              "Collision-free speed model for pedestrian dynamics", "Traffic and Granular Flow '15, 225-232",
              (r"Tordeux Chraibi (and|&) Seyfried 2016", r"10\.1007/978-3-319-33482-0_29"),
              doi="10.1007/978-3-319-33482-0_29", checked=True),
    Reference("weidmann1993", "techreport", "Weidmann, U.", 1993,
              "Transporttechnik der Fussgänger", "Schriftenreihe des IVT 90, ETH Zürich",
              (r"Weidmann( U\.)? 1993",), doi="10.3929/ethz-a-000687810"),
    Reference("wichura1988", "article", "Wichura, M. J.", 1988,
              "Algorithm AS 241: The percentage points of the normal distribution",
              "Applied Statistics 37(3), 477-484", (r"Wichura 1988",), doi="10.2307/2347330"),
    Reference("cao2016", "article", "Cao, S.; and others", 2016, "", "Physics Letters A 380, 540",
              (r"Cao et al\.? 2016",)),
    Reference("cap2010", "manual", "OASIS", 2010, "Common Alerting Protocol Version 1.2", "OASIS Standard",
              (r"OASIS 2010",), checked=True),
    Reference("purser2001", "article", "Purser, D. A.; Bensilum, M.", 2001,
              "Quantification of behaviour for engineering design standards and escape time calculations",
              "Safety Science 38, 157-182", (r"Purser (and|&) Bensilum 2001",)),
    Reference("samochine2005", "inproceedings", "Samochine, D.; Boyce, K.; Shields, J.", 2005, "",
              "Fire Safety Science 8, 519-530", (r"Samochine et al\.? 2005",)),
    Reference("vanderwal2021", "article", "van der Wal, C. N.; and others", 2021, "", "Safety Science 136",
              (r"van der Wal et al\.? 2021",)),
    Reference("wirth2023", "article", "Wirth, T. D.; Dachner, G. C.; Rio, K. W.; Warren, W. H.", 2023,
              "Is the neighborhood of interaction in human crowds metric, topological, or visual?",
              "PNAS Nexus 2, pgad118", (r"Wirth et al\.? 2023",)),
    Reference("wood1972", "techreport", "Wood, P. G.", 1972, "The behaviour of people in fires",
              "Fire Research Note 953, Fire Research Station, Borehamwood", (r"Wood 1972",)),
    Reference("xu2019", "article", "Xu, Q.; Chraibi, M.; Tordeux, A.; Zhang, J.", 2019,
              "Generalized collision-free velocity model for pedestrian dynamics", "Physica A 535, 122521",
              (r"10\.1016/j\.physa\.2019\.122521",), doi="10.1016/j.physa.2019.122521"),
    Reference("xu2021", "article", "Xu, Q.; Chraibi, M.; Seyfried, A.", 2021,
              "Prolonged clogs in bottleneck simulations for pedestrian dynamics", "Physica A 573, 125934",
              (r"Xu Chraibi (and|&) Seyfried 2021", r"10\.1016/j\.physa\.2021\.125934"),
              doi="10.1016/j.physa.2021.125934", checked=True),
    Reference("yamamoto2019", "article", "Yamamoto, H.; Yanagisawa, D.; Feliciani, C.; Nishinari, K.", 2019,
              "Body-rotation behavior of pedestrians for collision avoidance in passing and cross flow",
              "Transportation Research Part B 122, 486-510",
              (r"Yamamoto et al\.? 2019",), doi="10.1016/j.trb.2019.03.008"),
)  # fmt: skip

REFERENCES: dict[str, Reference] = {reference.key: reference for reference in _TABLE}


def cited(texts: Iterable[str]) -> list[Reference]:
    """Return the entries that texts name, in the order of the bibliography."""
    plain = [" ".join(re.sub(r"[(),;:\"]", " ", text).split()) for text in texts]
    return [
        reference
        for reference in _TABLE
        if any(re.search(name, text) for name in reference.names for text in plain)
    ]


def _tex(text: str) -> str:
    for letter in "&%#_":
        text = text.replace(letter, "\\" + letter)
    return text
