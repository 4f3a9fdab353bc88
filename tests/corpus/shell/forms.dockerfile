FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Get-ChildItem
SHELL ["cmd", "/S", "/C"]
RUN dir
SHELL cmd /c
SHELL []
