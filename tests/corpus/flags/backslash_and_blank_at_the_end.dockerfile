# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build\ 
RUN --mount=type=bind,source=C:\ 	
RUN --mount="type=bind,source=C:\ 
