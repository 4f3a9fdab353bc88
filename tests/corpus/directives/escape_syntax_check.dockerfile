# escape=`
# syntax=docker/dockerfile:1
# check=skip=JSONArgsRecommended
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN echo one `
    two
CMD echo started
