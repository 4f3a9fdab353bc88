FROM ubuntu:20.04
ENV TZ=Asia/Seoul
RUN ln -snf /usr/share/zoneinfo/$TZ /etc/localtime && echo $TZ > /etc/timezone
RUN apt-get update && apt-get -y install cron supervisor
COPY <<CRON /etc/cron.d/job
*/5 * * * * root /opt/job.sh >> /var/log/cron.log 2>&1
CRON
RUN chmod 0644 /etc/cron.d/job && crontab /etc/cron.d/job
COPY <<-"SUPERVISOR" /etc/supervisor/conf.d/app.conf
	[supervisord]
	nodaemon=true
	[program:cron]
	command=cron -f
	SUPERVISOR
CMD ["/usr/bin/supervisord"]
