"""The directory as open data: Open Referral UK and HSDS 3.0, written and read. Pure."""

from directory.hsds.feed import Feed
from directory.hsds.importing import documents_from_hsds
from directory.hsds.openapi import openapi
from directory.hsds.pages import Lines
from directory.hsds.parameters import BadParameter
from directory.hsds.places import hides_address

__all__ = ["BadParameter", "Feed", "Lines", "documents_from_hsds", "hides_address", "openapi"]
