@echo off
rem Runs the file given with the first Python of a version the wheels fit.
if exist "%~dp0python\python.exe" goto carried
for %%V in (3.13 3.12 3.11) do (
    py -%%V -c "" >nul 2>nul
    if not errorlevel 1 (
        py -%%V -X utf8 %*
        goto :eof
    )
)
python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul
if errorlevel 1 goto none
python -X utf8 %*
goto :eof

:carried
"%~dp0python\python.exe" -X utf8 %*
goto :eof

:none
echo 这台电脑上没有可用的 Python（要 64 位的 3.11、3.12 或 3.13）。
echo 怎么装（不用管理员权限），见“说明.txt”。
exit /b 1
