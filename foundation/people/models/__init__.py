from foundation.people.models.membership import Invitation, Membership
from foundation.people.models.organisation import Organisation
from foundation.people.models.person import Person
from foundation.people.models.post import Delegation, Post, Tenure

__all__ = ["Delegation", "Invitation", "Membership", "Organisation", "Person", "Post", "Tenure"]
