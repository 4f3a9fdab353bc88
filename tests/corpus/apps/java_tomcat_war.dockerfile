FROM tomcat:9-jdk11
RUN rm -rf $CATALINA_HOME/webapps/*
COPY ./target/shop.war $CATALINA_HOME/webapps/ROOT.war
COPY ["conf/server.xml", "conf/tomcat users.xml", "/usr/local/tomcat/conf/"]
ENV CATALINA_OPTS "-Xms512M -Xmx1024M -server"
HEALTHCHECK --interval=10s --timeout=3s --start-period=40s --retries=5 \
  CMD curl --fail http://localhost:8080/ || exit 1
