@echo off
chcp 65001 >nul
call "%~dp0python.bat" "%~dp0start.py" --browser
if errorlevel 1 pause
