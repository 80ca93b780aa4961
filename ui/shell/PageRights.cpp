#include "shell/PageRights.h"

#include "session/Permit.h"

#include <QAction>
#include <QHash>
#include <QWidget>

namespace unmta::ui {

const QList<ControlRight> &controlRights()
{
    static const QList<ControlRight> table{
        // Tracking domains
        {"addDomainButton", Right::ChangeCluster},
        {"firstStepButton", Right::ChangeCluster}, // of any empty page
        {"verifySelectedButton", Right::ChangeCluster},
        {"deleteSelectedButton", Right::ChangeCluster},
        {"verifyDomainsAction", Right::ChangeCluster},
        {"deleteDomainsAction", Right::ChangeCluster},
        {"verifyNowButton", Right::ChangeCluster},
        {"setDefaultButton", Right::ChangeCluster},
        {"checkNowAction", Right::ChangeCluster},
        {"deleteDomainAction", Right::ChangeCluster},
        {"deleteEventsAction", Right::ChangeCluster},
        // Rewriting
        {"opensRuleBox", Right::ChangeCluster},
        {"clicksRuleBox", Right::ChangeCluster},
        {"plainTextRuleBox", Right::ChangeCluster},
        {"dkimSignedRuleBox", Right::ChangeCluster},
        {"pixelPositionBox", Right::ChangeCluster},
        // Webhooks
        {"addWebhookButton", Right::ChangeCluster},
        {"testWebhookButton", Right::ChangeCluster},
        {"editWebhookButton", Right::ChangeCluster},
        {"toggleWebhookButton", Right::ChangeCluster},
        {"rotateSecretButton", Right::ChangeCluster},
        {"deleteWebhookButton", Right::ChangeCluster},
        {"replayWebhookButton", Right::ChangeCluster},
        // Cluster
        {"addClusterButton", Right::ChangeEngine},
        {"renameClusterButton", Right::ChangeCluster},
        {"clusterNotifyEdit", Right::ChangeCluster},
        {"saveClusterNotifyButton", Right::ChangeCluster},
        {"editShippingButton", Right::ChangeCluster},
        {"stopShippingButton", Right::ChangeCluster},
        {"deleteClusterButton", Right::ChangeEngine},
        // Nodes
        {"toggleNodeButton", Right::ChangeEngine},
        {"removeNodeButton", Right::ChangeEngine},
        // The engine
        {"releaseMonitorButton", Right::ChangeEngine},
        {"settingsForm", Right::ChangeEngine},
        {"saveSettingsButton", Right::ChangeEngine},
        {"newTokenButton", Right::ChangeEngine},
        {"backUpButton", Right::ChangeEngine},
        // Sandbox
        {"publishRecordButton", Right::ChangeEngine},
        {"addRecordButton", Right::ChangeEngine},
        {"editRecordButton", Right::ChangeEngine},
        {"removeRecordButton", Right::ChangeEngine},
        {"skipDayButton", Right::ChangeEngine},
        {"playRecipientsButton", Right::ChangeEngine},
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
