# escape=`
# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\service
RUN powershell -Command `
    New-Item -ItemType Directory logs
