// The command groups; one file each.
#pragma once

#include "ctl/CommandLine.h"

namespace unmta::ctl {

void addClusterCommands(Command root);
void addDomainCommands(Command root);
void addAppLinkCommands(Command root);
void addEventCommands(Command root);
void addBotCommands(Command root);
void addShippingCommands(Command root);
void addFigureCommands(Command root); // activity, top
void addLinkCommands(Command root);
void addRewriteCommands(Command root);
void addSettingsCommands(Command root);
void addTokenCommands(Command root);
void addWebhookCommands(Command root);
void addHistoryCommands(Command root);                                                  // notification, audit
[[nodiscard]] Outcome domainTimeline(Session &session, const QString &name, int limit); // domain timeline
void addBackupCommands(Command root);
void addMonitorCommands(Command root);
void addNodeCommands(Command root);
void addServerCommands(Command root);
void addSandboxCommands(Command root);
void addStoreCommands(Command root);
void addDoctorCommand(Command root);
void addSetupCommand(Command root);
void addHelpCommand(Command root);

} // namespace unmta::ctl
