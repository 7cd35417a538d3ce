"""Meetings and action items of the sample."""

from __future__ import annotations

from foundation.people.models import Organisation
from foundation.places.models import Area
from sample.action_items import plan_action_items
from sample.clock import Clock
from sample.meetings import plan_meetings
from sample.minutes import plan_minutes
from sample.people import Cast
from sample.story import plan_story
from sample.world import World


def plan_coordination(clock: Clock, areas: dict[str, Area], organisations: dict[str, Organisation], cast: Cast) -> None:
    """Sixty meetings and two hundred action items, half of the first story among them."""
    world = World(clock, areas, organisations, cast)
    held = plan_meetings(world)
    story = plan_story(world)
    plan_action_items(world, held, story)
    plan_minutes(world)
    world.write_entries()
