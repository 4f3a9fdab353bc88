FROM alpine
STOPSIGNAL SIGTERM
STOPSIGNAL 9
STOPSIGNAL SIG TERM
USER app
USER app:app
USER 1000:1000
USER "app user"
USER app extra
WORKDIR /srv
WORKDIR relative/path
WORKDIR "/with space"
WORKDIR /with space  twice
WORKDIR C:\app
