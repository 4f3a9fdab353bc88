# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --chown=a`b x y
COPY --from=C:\dir x y
RUN --mount=type=bind,source=a\ b,target=C:\x dir
