"""The agents of a site as Mesa agents: windows on the rows of its tables."""

from model.agents.clinic import Clinic
from model.agents.community_office import CommunityOffice
from model.agents.employer import Employer
from model.agents.facility import Facility
from model.agents.household import Household
from model.agents.person import Person
from model.agents.school import School
from model.agents.training_centre import TrainingCentre

__all__ = ["Clinic", "CommunityOffice", "Employer", "Facility", "Household", "Person", "School", "TrainingCentre"]
