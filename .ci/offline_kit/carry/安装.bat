@echo off
chcp 65001 >nul
call "%~dp0python.bat" "%~dp0install.py"
pause
