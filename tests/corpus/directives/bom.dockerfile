# escape=`
FROM mcr.microsoft.com/powershell
RUN Write-Host `
    hello
