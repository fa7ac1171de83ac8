from app.settings.settings import PREFIX, Settings, SettingsError, load, misspelt

__all__ = ["PREFIX", "Settings", "SettingsError", "load", "misspelt"]
