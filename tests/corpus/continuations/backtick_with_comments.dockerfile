# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Write-Host one; `
    # comment kept out
    Write-Host two; `

    Write-Host three
