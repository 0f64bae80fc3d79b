"""A pytest plugin that runs Hypothesis with the settings of the judge, which don't depend on the machine's speed."""

from hypothesis import settings

from workshop.engine.worker.run_setup import SHRINKING_PROFILE, register_profiles

register_profiles()
settings.load_profile(SHRINKING_PROFILE)
