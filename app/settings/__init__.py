from app.settings.settings import PREFIX, Settings, SettingsError, find_misspelt, load

__all__ = ["PREFIX", "Settings", "SettingsError", "find_misspelt", "load"]
