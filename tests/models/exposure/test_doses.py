"""Doses against FDS's own verification cases, published times to incapacitation, and hand calculations."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.models.exposure.gases import Gases, gas_rate, irritant_concentration
from exeunt.models.exposure.heat import convective_rate, radiant_rate

# mole fractions, dose after 100 s, fractional irritant concentration: verification case FED_FIC of FDS
MIXTURES = {
    "O2 CO2 CO": (Gases(o2=0.09772709, co2=0.03430594, co=0.00324186), 0.5994, 0.0),
    "asphyxiants": (
        Gases(o2=0.09021848, co2=0.01918864, co=0.00245582, no=0.00013487, hcn=0.00026533),
        0.97403,
        0.0,
    ),
    "irritants": (
        Gases(
            o2=0.209, no2=1.14e-6, hcl=6.833e-5, hbr=6.833e-5, hf=5.215e-5, so2=7.19e-6, acrolein=2.70e-6,
            formaldehyde=1.349e-5,
        ),
        0.0082584,
        0.8574,
    ),
    "all": (
        Gases(
            o2=0.10305454, co2=0.00746276, co=0.00166045, no=8.934e-5, no2=5.7e-7, hcn=2.0396e-4, hcl=3.417e-5,
            hbr=3.417e-5, hf=2.607e-5, so2=3.60e-6, acrolein=1.35e-6, formaldehyde=6.74e-6,
        ),
        0.51369,
        0.4287,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MIXTURES)
def test_the_mixtures_of_fds_within_a_thousandth(name: str) -> None:
    gases, dose, irritants = MIXTURES[name]
    assert float(gas_rate(gases)) * 100 / 60 == pytest.approx(dose, rel=1e-3)
    assert float(irritant_concentration(gases)) == pytest.approx(irritants, rel=1e-3, abs=1e-12)


@pytest.mark.parametrize(
    ("co2", "co", "o2", "seconds"),
    [(2, 0.1, 15, 981.7), (0, 0, 12, 1666.5), (0, 0.1, 21, 1692.8), (3.43, 0.1, 21, 846.5)],
)
def test_times_to_incapacitation_of_iso_20414_test_19(
    co2: float, co: float, o2: float, seconds: float
) -> None:
    rate = float(gas_rate(Gases(co=co / 100, co2=co2 / 100, o2=o2 / 100)))
    assert 60 / rate == pytest.approx(seconds, rel=1e-3)


def test_devices_of_fds_in_its_case_of_co_and_hcn(shared: Path) -> None:
    with (shared / "data/fire/fds_fed_verification/FED_CO_HCN_devc.csv").open() as file:
        rows = np.array([[float(cell) for cell in row] for row in list(csv.reader(file))[2:]])
    time, co, hcn, co2, o2, dose = rows.T
    rate = gas_rate(Gases(co=co * 1e-6, hcn=hcn * 1e-6, co2=co2 / 100, o2=o2 / 100))
    ours = np.concatenate([[0.0], np.cumsum(rate[:-1] * np.diff(time) / 60)])
    assert ours[-1] == pytest.approx(dose[-1], rel=1e-3)


def test_the_two_forms_differ_as_published() -> None:
    carbon_monoxide, cyanide = Gases(co=1000e-6), Gases(hcn=100e-6)
    assert 1 / float(gas_rate(carbon_monoxide, "purser")) == pytest.approx(28.2, abs=0.05)
    assert 1 / float(gas_rate(carbon_monoxide, "iso13571")) == pytest.approx(35.0)
    assert 1 / float(gas_rate(cyanide, "purser")) == pytest.approx(23.8, abs=0.05)
    assert 1 / float(gas_rate(cyanide, "iso13571")) == pytest.approx(22.9, abs=0.05)


@pytest.mark.parametrize(
    ("percent", "factor"),
    [(0.0, 1.0), (2.0, 1.0), (2.01, 1.4948), (3.0, 1.8221), (5.0, 2.7183), (10.0, 7.3891)],
)
def test_carbon_dioxide_quickens_the_dose_of_iso_13571_above_two_per_cent(
    percent: float, factor: float
) -> None:
    """ISO 13571:2012: the rates of all gases times exp(CO2/5) where there is more than 2 % by volume."""
    clean = float(gas_rate(Gases(co=1000e-6, hcn=100e-6), "iso13571"))
    quickened = float(gas_rate(Gases(co=1000e-6, hcn=100e-6, co2=percent / 100), "iso13571"))
    assert quickened / clean == pytest.approx(factor, rel=1e-4)


def test_iso_irritants_are_no_part_of_the_dose() -> None:
    acid = Gases(hcl=2000e-6)
    assert float(gas_rate(acid, "iso13571")) == 0.0
    assert float(gas_rate(acid, "purser")) > 0.0
    assert float(irritant_concentration(acid, "iso13571")) == pytest.approx(2.0)


def test_minutes_in_hot_air() -> None:
    for degrees, clothed, unclothed in ((100.0, 24.7, 7.9), (120.0, 12.8, 4.3)):
        air = np.array(degrees)
        assert 1 / float(convective_rate(air)) == pytest.approx(clothed, abs=0.1)
        assert 1 / float(convective_rate(air, "unclothed")) == pytest.approx(unclothed, abs=0.1)


def test_seconds_in_radiation() -> None:
    flux = np.array([2500.0, 5000.0, 10000.0])
    assert 60 / radiant_rate(flux) == pytest.approx(np.array([44.0, 12.0, 3.2]), rel=0.02)
    assert 60 / radiant_rate(flux, "sfpe_tolerance") == pytest.approx(np.array([24.0, 9.0, 3.7]), rel=0.05)
    assert float(radiant_rate(np.array(2499.0))) == 0.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(-50, 3000))
def test_no_air_gives_a_negative_or_endless_dose(
    co: float, hcn: float, co2: float, o2: float, air: float
) -> None:
    for form in ("purser", "iso13571"):
        rate = float(gas_rate(Gases(co=co, hcn=hcn, co2=co2, o2=o2), form))
        assert np.isfinite(rate)
        assert rate >= 0
    assert float(convective_rate(np.array(air))) >= 0
