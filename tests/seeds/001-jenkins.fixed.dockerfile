# 멀티 스테이지 사용하지 않은 경우 - 젠킨스 예시
FROM diamol/base

ENV JENKINS_HOME="/data" \
    JENKINS_VERSION="2.190.2"

COPY ./jenkins.install.UpgradeWizard.state ${JENKINS_HOME}/

WORKDIR /jenkins
RUN wget -O jenkins.war https://mirrors.jenkins.io/war-stable/${JENKINS_VERSION}/jenkins.war

EXPOSE 8080
ENTRYPOINT ["sh", "-c", "exec java -Duser.home=${JENKINS_HOME} -Djenkins.install.runSetupWizard=false -jar /jenkins/jenkins.war"]

# 멀티 스테이지 - 젠킨스 예시 : 멀티 스테이지를 사용함으로써 설정 파일을 수정해도 배포 파일을 다시 내려 받지 않을 수 있다.
FROM diamol/base AS download
ARG JENKINS_VERSION="2.190.2"
RUN wget -O jenkins.war http://mirrors.jenkins.io/war-stable/${JENKINS_VERSION}/jenkins.war

FROM diamol/base
ENV JENKINS_HOME="/data"
EXPOSE 8080
ENTRYPOINT ["sh", "-c", "exec java -Duser.home=${JENKINS_HOME} -Djenkins.install.runSetupWizard=false -jar /jenkins/jenkins.war"]
COPY --from=download jenkins.war /jenkins/jenkins.war
COPY ./jenkins.install.UpgradeWizard.state ${JENKINS_HOME}/
