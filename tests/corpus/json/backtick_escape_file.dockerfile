# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ENTRYPOINT ["C:\\app\\app.exe", `
  "--port", `
  "80"]
CMD ["C:\app"]
