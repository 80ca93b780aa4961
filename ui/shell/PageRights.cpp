#include "shell/PageRights.h"

#include "session/Permit.h"

#include <QAction>
#include <QHash>
#include <QWidget>

namespace unmta::ui {

const QList<ControlRight> &controlRights()
{
    static const QList<ControlRight> table{
        {"addDomainButton", Right::ChangeCluster},      {"verifySelectedButton", Right::ChangeCluster},
        {"deleteSelectedButton", Right::ChangeCluster}, {"verifyDomainsAction", Right::ChangeCluster},
        {"deleteDomainsAction", Right::ChangeCluster},  {"verifyNowButton", Right::ChangeCluster},
        {"setDefaultButton", Right::ChangeCluster},     {"checkNowAction", Right::ChangeCluster},
        {"deleteDomainAction", Right::ChangeCluster},   {"publishRecordButton", Right::ChangeEngine},
        {"deleteEventsAction", Right::ChangeCluster},   {"addWebhookButton", Right::ChangeCluster},
        {"opensRuleBox", Right::ChangeCluster},         {"clicksRuleBox", Right::ChangeCluster},
        {"plainTextRuleBox", Right::ChangeCluster},     {"dkimSignedRuleBox", Right::ChangeCluster},
        {"pixelPositionBox", Right::ChangeCluster},     {"releaseMonitorButton", Right::ChangeEngine},
        {"saveSettingsButton", Right::ChangeEngine},    {"newTokenButton", Right::ChangeEngine},
        {"settingsForm", Right::ChangeEngine},          {"backUpButton", Right::ChangeEngine},
        {"addClusterButton", Right::ChangeEngine},      {"renameClusterButton", Right::ChangeCluster},
        {"clusterNotifyEdit", Right::ChangeCluster},    {"editShippingButton", Right::ChangeCluster},
        {"deleteClusterButton", Right::ChangeEngine},   {"stopShippingButton", Right::ChangeCluster},
        {"targetZoneEdit", Right::ChangeEngine},        {"checkAgainButton", Right::ChangeEngine},
        {"addRecordButton", Right::ChangeEngine},       {"skipDayButton", Right::ChangeEngine},
        {"editRecordButton", Right::ChangeEngine},      {"removeRecordButton", Right::ChangeEngine},
        {"playRecipientsButton", Right::ChangeEngine},  {"appLinksAction", Right::ChangeCluster},
    };
    return table;
}

void permitControls(Session &session, QWidget &pages)
{
    QHash<QString, Right> rights;
    for (const ControlRight &each : controlRights())
        rights.insert(QString::fromLatin1(each.name), each.right);
    for (QWidget *control : pages.findChildren<QWidget *>()) {
        if (const auto found = rights.constFind(control->objectName()); found != rights.cend())
            permit(session, *found, {control});
    }
    for (QAction *action : pages.findChildren<QAction *>()) {
        if (const auto found = rights.constFind(action->objectName()); found != rights.cend())
            permit(session, *found, action);
    }
}

} // namespace unmta::ui
