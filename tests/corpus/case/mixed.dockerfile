From alpine:3.20
rUn echo hi
WorkDir /srv
EntryPoint ["/bin/sh"]
OnBuild Copy . .
HealthCheck --Interval=5s None
StopSignal sigterm
