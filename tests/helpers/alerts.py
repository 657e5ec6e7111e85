"""A sound CAP 1.2 alert, for tests to read and to break."""

from __future__ import annotations

ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>hall-1</identifier>
  <sender>control@example.org</sender>
  <sent>2026-05-24T16:49:00+02:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>en-GB</language>
    <category>Safety</category>
    <event>Danger in the building</event>
    <responseType>Monitor</responseType>
    <responseType>Shelter</responseType>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Likely</certainty>
    <effective>2026-05-24T16:49:30+02:00</effective>
    <expires>2026-05-24T17:49:00+02:00</expires>
    <headline>Go to a room that can be locked</headline>
    <instruction>Lock the door.</instruction>
    <area>
      <areaDesc>Centre</areaDesc>
      <polygon>48.20,16.36 48.22,16.36 48.22,16.38 48.20,16.38 48.20,16.36</polygon>
      <circle>48.30,16.40 0.5</circle>
    </area>
  </info>
  <info>
    <language>de-AT</language>
    <category>Safety</category>
    <event>Gefahr im Haus</event>
    <urgency>Future</urgency>
    <severity>Minor</severity>
    <certainty>Possible</certainty>
  </info>
</alert>
"""
