from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from foundation.mission.reading import in_mission_time


class MissionTimeMiddleware:
    """Today is today in the mission's zone, wherever the server stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with in_mission_time():
            return self.get_response(request)
