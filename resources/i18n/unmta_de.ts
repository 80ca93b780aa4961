<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Access</name>
    <message>
        <source>Clear the field</source>
        <translation>Feld leeren</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>Access key</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>In batches</source>
        <translation>In Paketen</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Track clicks</source>
        <translation>Klicks verfolgen</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Komprimierung</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Default once verified</source>
        <translation>Standard, sobald bestätigt</translation>
    </message>
    <message>
        <source>Also signed messages</source>
        <translation>Auch signierte Nachrichten</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <source>Tracking hosts</source>
        <translation>Tracking-Hosts</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Largest file</source>
        <translation>Größte Datei</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Mail addresses</source>
        <translation>Mailadressen</translation>
    </message>
    <message>
        <source>Track opens</source>
        <translation>Öffnungen verfolgen</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>People only</source>
        <translation>Nur von Menschen</translation>
    </message>
    <message>
        <source>Place of the pixel</source>
        <translation>Stelle des Pixels</translation>
    </message>
    <message>
        <source>Also in plain text</source>
        <translation>Auch in reinem Text</translation>
    </message>
    <message>
        <source>Before every name</source>
        <translation>Vor jedem Namen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Value of the record</source>
        <translation>Wert des Eintrags</translation>
    </message>
    <message>
        <source>Told of</source>
        <translation>Meldet</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>read events</source>
        <translation>Ereignisse lesen</translation>
    </message>
    <message>
        <source>read everything</source>
        <translation>alles lesen</translation>
    </message>
    <message>
        <source>rewrite mail</source>
        <translation>Mail umschreiben</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>a directory of the engine&apos;s computer</source>
        <translation>ein Verzeichnis auf dem Computer der Engine</translation>
    </message>
    <message>
        <source>an object store (S3)</source>
        <translation>ein Objektspeicher (S3)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>by size</source>
        <translation>je nach Größe</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>am Anfang</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>am Ende</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Webhook %1</source>
        <translation>Webhook %1</translation>
    </message>
    <message>
        <source>This console</source>
        <translation>Diese Konsole</translation>
    </message>
    <message>
        <source>Command line here</source>
        <translation>Befehlszeile hier</translation>
    </message>
    <message>
        <source>The engine</source>
        <translation>Die Engine</translation>
    </message>
    <message>
        <source>Token %1</source>
        <translation>Token %1</translation>
    </message>
    <message>
        <source>this console</source>
        <comment>by this console</comment>
        <translation>dieser Konsole</translation>
    </message>
    <message>
        <source>the command line</source>
        <comment>by the command line</comment>
        <translation>der Befehlszeile</translation>
    </message>
    <message>
        <source>the engine</source>
        <comment>by the engine</comment>
        <translation>der Engine</translation>
    </message>
    <message>
        <source>the token “%1”</source>
        <comment>by the token</comment>
        <translation>dem Token „%1“</translation>
    </message>
    <message>
        <source>Cluster created</source>
        <translation>Cluster angelegt</translation>
    </message>
    <message>
        <source>Cluster deleted</source>
        <translation>Cluster gelöscht</translation>
    </message>
    <message>
        <source>Addresses of a cluster changed</source>
        <translation>Adressen eines Clusters geändert</translation>
    </message>
    <message>
        <source>Cluster renamed</source>
        <translation>Cluster umbenannt</translation>
    </message>
    <message>
        <source>Rewriting rules changed</source>
        <translation>Regeln zum Umschreiben geändert</translation>
    </message>
    <message>
        <source>Tracking domain added</source>
        <translation>Tracking-Domain hinzugefügt</translation>
    </message>
    <message>
        <source>App links deleted</source>
        <translation>App-Links gelöscht</translation>
    </message>
    <message>
        <source>App links set</source>
        <translation>App-Links gesetzt</translation>
    </message>
    <message>
        <source>Made the default</source>
        <translation>Zum Standard gemacht</translation>
    </message>
    <message>
        <source>No longer the default</source>
        <translation>Nicht mehr der Standard</translation>
    </message>
    <message>
        <source>Tracking domain deleted</source>
        <translation>Tracking-Domain gelöscht</translation>
    </message>
    <message>
        <source>A recipient&apos;s events deleted</source>
        <translation>Ereignisse eines Empfängers gelöscht</translation>
    </message>
    <message>
        <source>Events judged again</source>
        <translation>Ereignisse neu beurteilt</translation>
    </message>
    <message>
        <source>Monitor released</source>
        <translation>Überwachung freigegeben</translation>
    </message>
    <message>
        <source>Test mail sent</source>
        <translation>Testmail gesendet</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Einstellung geändert</translation>
    </message>
    <message>
        <source>Settings tried</source>
        <translation>Einstellungen ausprobiert</translation>
    </message>
    <message>
        <source>Shipping stopped</source>
        <translation>Auslieferung beendet</translation>
    </message>
    <message>
        <source>Shipping set up</source>
        <translation>Auslieferung eingerichtet</translation>
    </message>
    <message>
        <source>Store backed up</source>
        <translation>Datenspeicher gesichert</translation>
    </message>
    <message>
        <source>Token created</source>
        <translation>Token angelegt</translation>
    </message>
    <message>
        <source>Token revoked</source>
        <translation>Token widerrufen</translation>
    </message>
    <message>
        <source>Token rotated</source>
        <translation>Token erneuert</translation>
    </message>
    <message>
        <source>Webhook changed</source>
        <translation>Webhook geändert</translation>
    </message>
    <message>
        <source>Webhook created</source>
        <translation>Webhook angelegt</translation>
    </message>
    <message>
        <source>Webhook deleted</source>
        <translation>Webhook gelöscht</translation>
    </message>
    <message>
        <source>Webhook replayed</source>
        <translation>Webhook wiederholt</translation>
    </message>
    <message>
        <source>Webhook&apos;s secret rotated</source>
        <translation>Geheimnis des Webhooks erneuert</translation>
    </message>
    <message>
        <source>Events of one recipient: %1</source>
        <translation>Ereignisse eines Empfängers: %1</translation>
    </message>
    <message>
        <source>Events with another verdict: %1</source>
        <translation>Ereignisse mit anderem Urteil: %1</translation>
    </message>
    <message>
        <source>Domains: %1</source>
        <translation>Domains: %1</translation>
    </message>
    <message>
        <source>Delivery %1</source>
        <translation>Zustellung %1</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 was %2</source>
        <translation>%1 war %2</translation>
    </message>
    <message>
        <source>Upkeep</source>
        <translation>Instandhaltung</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Node taken out of service</source>
        <translation>Knoten aus dem Betrieb genommen</translation>
    </message>
    <message>
        <source>Node joined</source>
        <translation>Knoten hinzugekommen</translation>
    </message>
    <message>
        <source>Node removed</source>
        <translation>Knoten entfernt</translation>
    </message>
    <message>
        <source>Node taken into service again</source>
        <translation>Knoten wieder in Betrieb genommen</translation>
    </message>
    <message>
        <source>Upkeep taken over</source>
        <translation>Instandhaltung übernommen</translation>
    </message>
    <message>
        <source>Id: %1</source>
        <translation>Kennung: %1</translation>
    </message>
</context>
<context>
    <name>BotWords</name>
    <message>
        <source>asks without loading</source>
        <translation>fragt, ohne zu laden</translation>
    </message>
    <message>
        <source>loads in advance</source>
        <translation>lädt im Voraus</translation>
    </message>
    <message>
        <source>does not say what it is</source>
        <translation>sagt nicht, was es ist</translation>
    </message>
    <message>
        <source>Apple&apos;s privacy proxy</source>
        <translation>Datenschutz-Proxy von Apple</translation>
    </message>
    <message>
        <source>link scanner</source>
        <translation>Linkprüfer</translation>
    </message>
    <message>
        <source>link preview</source>
        <translation>Linkvorschau</translation>
    </message>
    <message>
        <source>crawler</source>
        <translation>Suchroboter</translation>
    </message>
    <message>
        <source>watcher of sites</source>
        <translation>Überwachungsdienst</translation>
    </message>
    <message>
        <source>a program&apos;s library</source>
        <translation>Programmbibliothek</translation>
    </message>
    <message>
        <source>had asked without loading</source>
        <translation>hatte gefragt, ohne zu laden</translation>
    </message>
    <message>
        <source>several links at once</source>
        <translation>mehrere Links auf einmal</translation>
    </message>
    <message>
        <source>clicks while loading</source>
        <translation>klickt schon beim Laden</translation>
    </message>
    <message>
        <source>clicks without opening</source>
        <translation>klickt, ohne zu öffnen</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>bot · %1</source>
        <translation>Bot · %1</translation>
    </message>
</context>
<context>
    <name>ClusterDialogs</name>
    <message>
        <source>Add cluster</source>
        <translation>Cluster hinzufügen</translation>
    </message>
    <message>
        <source>A cluster owns its tracking domains, keys and events; nothing is shared with the others.</source>
        <translation>Ein Cluster hat eigene Tracking-Domains, Schlüssel und Ereignisse; mit anderen teilt er nichts.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename cluster</source>
        <translation>Cluster umbenennen</translation>
    </message>
    <message>
        <source>Only the name changes; cluster %1 stays the same.</source>
        <translation>Nur der Name ändert sich; Cluster %1 bleibt derselbe.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>%1 Enter other resolvers in the setting dns.resolvers.</source>
        <translation>%1 Tragen Sie in der Einstellung dns.resolvers andere Resolver ein.</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 answers, and there is an account.</source>
        <translation>%1 antwortet, und es gibt ein Konto.</translation>
    </message>
    <message>
        <source>%1 answers. The account is made with the first certificate.</source>
        <translation>%1 antwortet. Das Konto wird mit dem ersten Zertifikat angelegt.</translation>
    </message>
    <message>
        <source>%1 by %2.</source>
        <translation>%1 durch %2.</translation>
    </message>
    <message>
        <source>%1 did not take the last mail. %2</source>
        <translation>%1 hat die letzte Mail nicht angenommen. %2</translation>
    </message>
    <message>
        <source>%1 does not allow validation by http-01 at %2. %3</source>
        <translation>%1 erlaubt bei %2 keine Prüfung über http-01. %3</translation>
    </message>
    <message>
        <source>%1 does not answer this computer. Behind a router that does not send traffic back inside, that says nothing; otherwise port %2 is not forwarded or is blocked.</source>
        <translation>%1 antwortet diesem Computer nicht. Hinter einem Router, der Verkehr nicht nach innen zurückleitet, sagt das nichts; sonst ist Port %2 nicht weitergeleitet oder gesperrt.</translation>
    </message>
    <message>
        <source>%1 does not exist yet, so no CNAME target leads anywhere.</source>
        <translation>%1 existiert noch nicht, deshalb führt kein CNAME-Ziel irgendwohin.</translation>
    </message>
    <message>
        <source>%1 failed a second check and is pending; its links no longer work. %2%3</source>
        <translation>%1 hat auch die zweite Prüfung nicht bestanden und ist ausstehend; die Links funktionieren nicht mehr. %2%3</translation>
    </message>
    <message>
        <source>%1 greets us. No mail has been handed in since the engine started.</source>
        <translation>%1 meldet sich. Seit dem Start der Engine wurde keine Mail eingeliefert.</translation>
    </message>
    <message>
        <source>%1 has a CNAME record beside other records, which DNS does not allow; servers may answer with either.</source>
        <translation>%1 hat einen CNAME-Eintrag neben anderen Einträgen, was DNS nicht erlaubt; Server können mit dem einen oder dem anderen antworten.</translation>
    </message>
    <message>
        <source>%1 has a critical record that no authority knows. Remove this record: %2</source>
        <translation>%1 hat einen als kritisch markierten Eintrag, den keine Zertifizierungsstelle kennt. Entfernen Sie diesen Eintrag: %2</translation>
    </message>
    <message>
        <source>%1 has address records in place of a CNAME record.</source>
        <translation>%1 hat Adresseinträge anstelle eines CNAME-Eintrags.</translation>
    </message>
    <message>
        <source>%1 is an alias of %2, which has no address.</source>
        <translation>%1 ist ein Alias von %2, das keine Adresse hat.</translation>
    </message>
    <message>
        <source>%1 is hidden behind %2, so that its visitors never reach the tracking server.</source>
        <translation>%1 liegt hinter %2 verborgen, sodass Besucher den Tracking-Server nie erreichen.</translation>
    </message>
    <message>
        <source>%1 is not a host that is served here.</source>
        <translation>%1 ist kein Host, der hier bedient wird.</translation>
    </message>
    <message>
        <source>%1 is verified and serves links.</source>
        <translation>%1 ist bestätigt und bedient Links.</translation>
    </message>
    <message>
        <source>%1 is verified and serves this cluster&apos;s links; it is now the default.</source>
        <translation>%1 ist bestätigt und bedient die Links dieses Clusters; die Domain ist jetzt der Standard.</translation>
    </message>
    <message>
        <source>%1 leads to %2, which recipients cannot reach.</source>
        <translation>%1 führt zu %2, was Empfänger nicht erreichen können.</translation>
    </message>
    <message>
        <source>%1 leads to %2.</source>
        <translation>%1 führt zu %2.</translation>
    </message>
    <message>
        <source>%1 leads to the tracking server by address records; its CNAME record cannot be seen.</source>
        <translation>%1 führt über Adresseinträge zum Tracking-Server; sein CNAME-Eintrag ist nicht zu sehen.</translation>
    </message>
    <message>
        <source>%1 leads to this edge.</source>
        <translation>%1 führt zu diesem Edge-Server.</translation>
    </message>
    <message>
        <source>%1 lets nobody issue. %2</source>
        <translation>%1 erlaubt niemandem, Zertifikate auszustellen. %2</translation>
    </message>
    <message>
        <source>%1 lets only %2 issue. %3</source>
        <translation>%1 erlaubt nur %2, Zertifikate auszustellen. %3</translation>
    </message>
    <message>
        <source>%1 names another account at %2. %3</source>
        <translation>%1 nennt bei %2 ein anderes Konto. %3</translation>
    </message>
    <message>
        <source>%1 of %2 checked domains changed at once, which is more likely a fault on the way than what their owners did.</source>
        <translation>%1 von %2 geprüften Domains haben sich auf einmal geändert; das ist eher ein Fehler auf dem Weg als das Werk ihrer Besitzer.</translation>
    </message>
    <message>
        <source>%1 of %2 free on the disk of %3</source>
        <translation>%1 von %2 frei auf dem Datenträger von %3</translation>
    </message>
    <message>
        <source>%1 recorded and %2 lost since the start</source>
        <translation>%1 aufgezeichnet und %2 verloren seit dem Start</translation>
    </message>
    <message>
        <source>%1 takes mail for %2.</source>
        <translation>%1 nimmt Mail für %2 an.</translation>
    </message>
    <message>
        <source>%1 tracking domains are active.</source>
        <translation>%1 Tracking-Domains sind aktiv.</translation>
    </message>
    <message>
        <source>%1 wants the account to be bound to one that you have with it.</source>
        <translation>%1 verlangt, dass das Konto an eines gebunden wird, das Sie dort haben.</translation>
    </message>
    <message>
        <source>%1 was deleted, but its record still leads to its old target %2. Remove the record.</source>
        <translation>%1 wurde gelöscht, aber der Eintrag führt noch zum alten Ziel %2. Entfernen Sie den Eintrag.</translation>
    </message>
    <message>
        <source>%1, %2 minutes ago</source>
        <translation>%1, vor %2 Minuten</translation>
    </message>
    <message>
        <source>%1, owner %2, a synced write took %3 ms</source>
        <translation>%1, Besitzer %2, ein gesicherter Schreibvorgang dauerte %3 ms</translation>
    </message>
    <message>
        <source>%1, which must exist, does not exist for the resolver.</source>
        <translation>%1 muss existieren, existiert für den Resolver aber nicht.</translation>
    </message>
    <message>
        <source>%1: answers</source>
        <translation>%1: antwortet</translation>
    </message>
    <message>
        <source>%1: answers every name with %2</source>
        <translation>%1: beantwortet jeden Namen mit %2</translation>
    </message>
    <message>
        <source>%1: answers, validates DNSSEC</source>
        <translation>%1: antwortet, prüft DNSSEC</translation>
    </message>
    <message>
        <source>%1: silent</source>
        <translation>%1: stumm</translation>
    </message>
    <message>
        <source>(by way of %1)</source>
        <translation>(über %1)</translation>
    </message>
    <message>
        <source>, in appID or appIDs</source>
        <translation>, in appID oder appIDs</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 Sekunde</translation>
    </message>
    <message>
        <source>: connection refused</source>
        <translation>: Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>: no answer</source>
        <translation>: keine Antwort</translation>
    </message>
    <message>
        <source>: no route from here</source>
        <translation>: keine Route von hier</translation>
    </message>
    <message>
        <source>: somebody else answered,</source>
        <translation>: jemand anderes antwortete,</translation>
    </message>
    <message>
        <source>: the connection broke,</source>
        <translation>: die Verbindung brach ab,</translation>
    </message>
    <message>
        <source>: this edge answered</source>
        <translation>: dieser Edge-Server antwortete</translation>
    </message>
    <message>
        <source>; old answers end within %1.</source>
        <translation>; alte Antworten enden innerhalb von %1.</translation>
    </message>
    <message>
        <source>; usually this takes minutes, at the latest 48 hours.</source>
        <translation>; meist dauert das Minuten, höchstens 48 Stunden.</translation>
    </message>
    <message>
        <source>A change is spreading. The check is repeated by itself</source>
        <translation>Eine Änderung verbreitet sich gerade. Die Prüfung wird von selbst wiederholt</translation>
    </message>
    <message>
        <source>A click link needs the address it leads to: give url.</source>
        <translation>Ein Klick-Link braucht die Adresse, zu der er führt: Geben Sie url an.</translation>
    </message>
    <message>
        <source>A click link to %1.</source>
        <translation>Ein Klick-Link zu %1.</translation>
    </message>
    <message>
        <source>A connection to %1 ends without an answer.</source>
        <translation>Eine Verbindung zu %1 endet ohne Antwort.</translation>
    </message>
    <message>
        <source>A directory with a certificate of a private CA needs that CA&apos;s file:</source>
        <translation>Für ein Verzeichnis mit dem Zertifikat einer privaten CA wird deren Datei gebraucht:</translation>
    </message>
    <message>
        <source>A file for apps was set by %1.</source>
        <translation>Eine Datei für Apps wurde gesetzt von %1.</translation>
    </message>
    <message>
        <source>A file for apps was taken away by %1.</source>
        <translation>Eine Datei für Apps wurde entfernt von %1.</translation>
    </message>
    <message>
        <source>A mail server has its links rewritten.</source>
        <translation>Ein Mailserver lässt seine Links umschreiben.</translation>
    </message>
    <message>
        <source>A name server&apos;s answer is not valid DNS ({reason}). It is asked again.</source>
        <translation>Die Antwort eines Nameservers ist kein gültiges DNS ({reason}). Er wird erneut gefragt.</translation>
    </message>
    <message>
        <source>A part of the name is longer than 63 characters, which DNS does not allow. Choose a shorter one.</source>
        <translation>Ein Teil des Namens ist länger als 63 Zeichen, was DNS nicht erlaubt. Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>A record&apos;s data cannot be written in DNS ({reason}). Check its value.</source>
        <translation>Die Daten eines Eintrags lassen sich in DNS nicht ausdrücken ({reason}). Prüfen Sie seinen Wert.</translation>
    </message>
    <message>
        <source>A replay is under way. Wait for its end.</source>
        <translation>Eine Wiederholung läuft bereits. Warten Sie ihr Ende ab.</translation>
    </message>
    <message>
        <source>A request with this Idempotency-Key is being worked on. Ask again when it is done.</source>
        <translation>Eine Anfrage mit diesem Idempotency-Key wird gerade bearbeitet. Fragen Sie wieder, wenn sie fertig ist.</translation>
    </message>
    <message>
        <source>A resolver makes its answers up: %1.</source>
        <translation>Ein Resolver erfindet seine Antworten: %1.</translation>
    </message>
    <message>
        <source>A router or firewall rejects them. Forward port %1 to this computer and open it:</source>
        <translation>Ein Router oder eine Firewall weist sie ab. Leiten Sie Port %1 zu diesem Computer weiter und öffnen Sie ihn:</translation>
    </message>
    <message>
        <source>A sandbox stays on this computer: it cannot listen on {address}. Use 127.0.0.1 or ::1.</source>
        <translation>Eine Sandbox bleibt auf diesem Computer: Auf {address} kann sie nicht lauschen. Verwenden Sie 127.0.0.1 oder ::1.</translation>
    </message>
    <message>
        <source>A test mail was sent.</source>
        <translation>Eine Testmail wurde gesendet.</translation>
    </message>
    <message>
        <source>A token is sent over plain HTTP only to this computer itself. Use https:// for the engine.</source>
        <translation>Ein Token wird über unverschlüsseltes HTTP nur an diesen Computer selbst gesendet. Verwenden Sie für die Engine https://.</translation>
    </message>
    <message>
        <source>A token is sent over plain HTTP only to this computer itself. Use https:// for {address}.</source>
        <translation>Ein Token wird über unverschlüsseltes HTTP nur an diesen Computer selbst gesendet. Verwenden Sie für {address} https://.</translation>
    </message>
    <message>
        <source>A token of one cluster cannot write to directories of the engine&apos;s computer. Use a token for all clusters, or ship to S3.</source>
        <translation>Ein Token für einen Cluster darf nicht in Verzeichnisse auf dem Computer der Engine schreiben. Verwenden Sie ein Token für alle Cluster, oder liefern Sie nach S3.</translation>
    </message>
    <message>
        <source>A tracking domain is one host; it cannot be a wildcard. Enter a name such as track.example.com.</source>
        <translation>Eine Tracking-Domain ist ein einzelner Host; sie kann kein Platzhalter sein. Geben Sie einen Namen wie track.example.com ein.</translation>
    </message>
    <message>
        <source>A value is not base64url. Copy acme.eab_key exactly as the CA gave it.</source>
        <translation>Ein Wert ist kein base64url. Übernehmen Sie acme.eab_key genau so, wie die CA ihn genannt hat.</translation>
    </message>
    <message>
        <source>A webhook was switched off; what it was to be told of waits. %2</source>
        <translation>Ein Webhook wurde abgeschaltet; was ihm zu melden war, wartet. %2</translation>
    </message>
    <message>
        <source>A write to the data directory %1 took %2 s to reach the disk.</source>
        <translation>Ein Schreibvorgang im Datenverzeichnis %1 brauchte %2 s, bis er auf dem Datenträger war.</translation>
    </message>
    <message>
        <source>Add a name of the domain that your mail comes from:</source>
        <translation>Fügen Sie einen Namen der Domain hinzu, von der Ihre Mail kommt:</translation>
    </message>
    <message>
        <source>Add and verify a domain first.</source>
        <translation>Fügen Sie zuerst eine Domain hinzu und lassen Sie sie bestätigen.</translation>
    </message>
    <message>
        <source>Add this record:</source>
        <translation>Fügen Sie diesen Eintrag hinzu:</translation>
    </message>
    <message>
        <source>Added by %1.</source>
        <translation>Hinzugefügt von %1.</translation>
    </message>
    <message>
        <source>All %1 active domains have their certificates.</source>
        <translation>Alle %1 aktiven Domains haben ihre Zertifikate.</translation>
    </message>
    <message>
        <source>An Idempotency-Key is 1 to {limit} visible ASCII characters, without blanks.</source>
        <translation>Ein Idempotency-Key besteht aus 1 bis {limit} sichtbaren ASCII-Zeichen ohne Leerzeichen.</translation>
    </message>
    <message>
        <source>An authority in your own network must be allowed by its address:</source>
        <translation>Eine Zertifizierungsstelle im eigenen Netz muss mit ihrer Adresse erlaubt werden:</translation>
    </message>
    <message>
        <source>An open pixel.</source>
        <translation>Ein Öffnungspixel.</translation>
    </message>
    <message>
        <source>Another cluster verified %1, because its record leads to that cluster&apos;s target.</source>
        <translation>Ein anderer Cluster hat %1 bestätigt, weil der Eintrag zum Ziel jenes Clusters führt.</translation>
    </message>
    <message>
        <source>Another cluster verified %1; it is pending here.</source>
        <translation>Ein anderer Cluster hat %1 bestätigt; hier ist die Domain ausstehend.</translation>
    </message>
    <message>
        <source>Another computer, a router or a proxy has this address. Let the wildcard record or the router&apos;s port forwarding lead to this computer, or let the proxy pass requests on.</source>
        <translation>Diese Adresse hat ein anderer Computer, ein Router oder ein Proxy. Lassen Sie den Wildcard-Eintrag oder die Portweiterleitung des Routers zu diesem Computer führen, oder lassen Sie den Proxy die Anfragen weiterreichen.</translation>
    </message>
    <message>
        <source>Another engine is using the data directory {path}. Stop it first, or use another directory.</source>
        <translation>Eine andere Engine benutzt das Datenverzeichnis {path}. Beenden Sie sie zuerst, oder verwenden Sie ein anderes Verzeichnis.</translation>
    </message>
    <message>
        <source>Another program listens on {listen}. Stop it, or choose another place.</source>
        <translation>Ein anderes Programm lauscht auf {listen}. Beenden Sie es, oder wählen Sie eine andere Stelle.</translation>
    </message>
    <message>
        <source>Another program on this computer holds port %1: %2.</source>
        <translation>Ein anderes Programm auf diesem Computer belegt Port %1: %2.</translation>
    </message>
    <message>
        <source>Apps open click links only: leave app away for a pixel.</source>
        <translation>Apps öffnen nur Klick-Links: Lassen Sie app bei einem Pixel weg.</translation>
    </message>
    <message>
        <source>Ask now:</source>
        <translation>Jetzt fragen:</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>Gefragt: %1</translation>
    </message>
    <message>
        <source>At your DNS provider</source>
        <translation>Bei Ihrem DNS-Anbieter</translation>
    </message>
    <message>
        <source>At your DNS provider, sign the zone %1 again, or remove the outdated DS record at your registrar.</source>
        <translation>Signieren Sie die Zone %1 bei Ihrem DNS-Anbieter neu, oder entfernen Sie den veralteten DS-Eintrag bei Ihrem Registrar.</translation>
    </message>
    <message>
        <source>At your registrar, compare the name servers (%1) with those that your DNS provider gives you.</source>
        <translation>Vergleichen Sie bei Ihrem Registrar die Nameserver (%1) mit denen, die Ihr DNS-Anbieter Ihnen nennt.</translation>
    </message>
    <message>
        <source>CNAME targets are issued under %1.</source>
        <translation>CNAME-Ziele werden unter %1 vergeben.</translation>
    </message>
    <message>
        <source>Certificates come from this installation&apos;s own authority, which recipients&apos; programs do not trust.</source>
        <translation>Zertifikate kommen von der eigenen Zertifizierungsstelle dieser Installation, der die Programme der Empfänger nicht vertrauen.</translation>
    </message>
    <message>
        <source>Certificates come with the first active domain.</source>
        <translation>Zertifikate kommen mit der ersten aktiven Domain.</translation>
    </message>
    <message>
        <source>Check again; when it stays so, give resolvers that answer:</source>
        <translation>Prüfen Sie erneut; bleibt es so, geben Sie Resolver an, die antworten:</translation>
    </message>
    <message>
        <source>Check this machine&apos;s network connection and the setting dns.resolvers.</source>
        <translation>Prüfen Sie die Netzverbindung dieses Computers und die Einstellung dns.resolvers.</translation>
    </message>
    <message>
        <source>Choose a name under a domain whose DNS you manage, and that nothing else uses:</source>
        <translation>Wählen Sie einen Namen unter einer Domain, deren DNS Sie verwalten und den sonst nichts benutzt:</translation>
    </message>
    <message>
        <source>Choose a target zone first:</source>
        <translation>Wählen Sie zuerst eine Zielzone:</translation>
    </message>
    <message>
        <source>Choose a zone of yours, then delete and add each domain, which gives it a target there:</source>
        <translation>Wählen Sie eine eigene Zone; löschen Sie dann jede Domain und fügen Sie sie neu hinzu, damit sie dort ein Ziel bekommt:</translation>
    </message>
    <message>
        <source>Connect Postfix or Sendmail by the milter, others by the API; this finds the one on this computer and shows its lines:</source>
        <translation>Binden Sie Postfix oder Sendmail über den Milter an, andere über die API; dies findet den Mailserver auf diesem Computer und zeigt seine Zeilen:</translation>
    </message>
    <message>
        <source>Could not be mailed: %1. %2</source>
        <translation>Konnte nicht gemailt werden: %1. %2</translation>
    </message>
    <message>
        <source>Deleted by %1.</source>
        <translation>Gelöscht von %1.</translation>
    </message>
    <message>
        <source>Difference: %1 s</source>
        <translation>Unterschied: %1 s</translation>
    </message>
    <message>
        <source>Directory: %1</source>
        <translation>Verzeichnis: %1</translation>
    </message>
    <message>
        <source>Enter a name for the cluster.</source>
        <translation>Geben Sie einen Namen für den Cluster ein.</translation>
    </message>
    <message>
        <source>Enter a tracking subdomain, for example track.example.com.</source>
        <translation>Geben Sie eine Tracking-Subdomain ein, zum Beispiel track.example.com.</translation>
    </message>
    <message>
        <source>Every open and click waits for the disk. Move the directory to a faster one (--data-dir).</source>
        <translation>Jede Öffnung und jeder Klick wartet auf den Datenträger. Legen Sie das Verzeichnis auf einen schnelleren (--data-dir).</translation>
    </message>
    <message>
        <source>Expected: %1.</source>
        <translation>Erwartet: %1.</translation>
    </message>
    <message>
        <source>For mail to the outside take a public authority:</source>
        <translation>Für Mail nach außen nehmen Sie eine öffentliche Zertifizierungsstelle:</translation>
    </message>
    <message>
        <source>Forward port %1 to this computer, and try from another network; this must show an HTTP status:</source>
        <translation>Leiten Sie Port %1 zu diesem Computer weiter und versuchen Sie es aus einem anderen Netz; dies muss einen HTTP-Status zeigen:</translation>
    </message>
    <message>
        <source>Found: %1%2.</source>
        <translation>Gefunden: %1%2.</translation>
    </message>
    <message>
        <source>Give %1 this computer&apos;s address, or replace the alias by:</source>
        <translation>Geben Sie %1 die Adresse dieses Computers, oder ersetzen Sie den Alias durch:</translation>
    </message>
    <message>
        <source>Give an https or http address of at most 2000 characters, without user name and “#”.</source>
        <translation>Geben Sie eine https- oder http-Adresse mit höchstens 2000 Zeichen an, ohne Benutzername und „#“.</translation>
    </message>
    <message>
        <source>Give at least one name.</source>
        <translation>Geben Sie mindestens einen Namen an.</translation>
    </message>
    <message>
        <source>Give it to the engine&apos;s user, then restart:</source>
        <translation>Geben Sie es dem Benutzer der Engine, dann starten Sie sie neu:</translation>
    </message>
    <message>
        <source>Give resolvers that answer and tell the truth, such as one of your own:</source>
        <translation>Geben Sie Resolver an, die antworten und die Wahrheit sagen, etwa einen eigenen:</translation>
    </message>
    <message>
        <source>Give the token a name, so that you recognise it later.</source>
        <translation>Geben Sie dem Token einen Namen, an dem Sie es später erkennen.</translation>
    </message>
    <message>
        <source>Give the token at least one scope: admin, read or rewrite.</source>
        <translation>Geben Sie dem Token mindestens eine Berechtigung: admin, read oder rewrite.</translation>
    </message>
    <message>
        <source>Here, %1: %2.</source>
        <translation>Hier gilt, %1: %2.</translation>
    </message>
    <message>
        <source>If you have already changed it: resolvers may keep the old answer for another %1.</source>
        <translation>Falls Sie ihn schon geändert haben: Resolver können die alte Antwort noch so lange behalten: %1.</translation>
    </message>
    <message>
        <source>In Cloudflare, under DNS → Records</source>
        <translation>In Cloudflare, unter DNS → Records,</translation>
    </message>
    <message>
        <source>In Cloudflare, under DNS → Records, edit the CNAME record %1, switch its proxy status from Proxied (orange cloud) to DNS only (grey cloud), and save.</source>
        <translation>Bearbeiten Sie in Cloudflare, unter DNS → Records, den CNAME-Eintrag %1, stellen Sie seinen Proxy-Status von „Proxied“ (orange Wolke) auf „DNS only“ (graue Wolke) um, und speichern Sie.</translation>
    </message>
    <message>
        <source>In Google Cloud DNS, in the zone {{zone}}</source>
        <translation>In Google Cloud DNS, in der Zone {{zone}},</translation>
    </message>
    <message>
        <source>In Netlify DNS, or at NS1 if the zone is kept there</source>
        <translation>In Netlify DNS, oder bei NS1, falls die Zone dort liegt,</translation>
    </message>
    <message>
        <source>In Route 53, in the hosted zone {{zone}}</source>
        <translation>In Route 53, in der Hosted Zone {{zone}},</translation>
    </message>
    <message>
        <source>In the Azure portal, in the DNS zone {{zone}}</source>
        <translation>Im Azure-Portal, in der DNS-Zone {{zone}},</translation>
    </message>
    <message>
        <source>It could not be found out in time whether the resolvers answer.</source>
        <translation>Ob die Resolver antworten, war nicht rechtzeitig herauszufinden.</translation>
    </message>
    <message>
        <source>It is an address of this computer. Where the edge does not listen at it, give it one more --%1 %2; else a firewall here rejects them. These show where it listens, and open the port:</source>
        <translation>Es ist eine Adresse dieses Computers. Lauscht der Edge-Server dort nicht, geben Sie ihm ein weiteres --%1 %2; sonst weist hier eine Firewall sie ab. Dies zeigt, wo er lauscht, und öffnet den Port:</translation>
    </message>
    <message>
        <source>It is an alias of %1.</source>
        <translation>Es ist ein Alias von %1.</translation>
    </message>
    <message>
        <source>It leads to %1.</source>
        <translation>Es führt zu %1.</translation>
    </message>
    <message>
        <source>It was the default; new mail uses the fallback host.</source>
        <translation>Sie war der Standard; neue Mail verwendet den Ausweich-Host.</translation>
    </message>
    <message>
        <source>Let it follow NTP:</source>
        <translation>Lassen Sie ihn NTP folgen:</translation>
    </message>
    <message>
        <source>Let it lead here, or, behind a router or balancer, say which addresses are yours:</source>
        <translation>Lassen Sie ihn hierher führen, oder nennen Sie hinter einem Router oder Lastverteiler die Adressen, die Ihnen gehören:</translation>
    </message>
    <message>
        <source>Let this computer follow NTP; this shows whether it does:</source>
        <translation>Lassen Sie diesen Computer NTP folgen; dies zeigt, ob er es tut:</translation>
    </message>
    <message>
        <source>Let this computer resolve the authority&apos;s name and reach it on port 443; then check again.</source>
        <translation>Sorgen Sie dafür, dass dieser Computer den Namen der Zertifizierungsstelle auflösen und sie auf Port 443 erreichen kann; prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>Line {line} of the bot rules cannot be read: {reason}. Mend the line.</source>
        <translation>Zeile {line} der Bot-Regeln ist nicht lesbar: {reason}. Korrigieren Sie die Zeile.</translation>
    </message>
    <message>
        <source>Links go on working. Mend the disk; recording goes on by itself.</source>
        <translation>Links funktionieren weiter. Bringen Sie den Datenträger in Ordnung; die Aufzeichnung geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Made the default by %1.</source>
        <translation>Zum Standard gemacht von %1.</translation>
    </message>
    <message>
        <source>Mail cannot be handed in at %1. %2</source>
        <translation>Bei %1 lässt sich keine Mail einliefern. %2</translation>
    </message>
    <message>
        <source>Mail cannot be sent yet. Set {missing}.</source>
        <translation>Mail kann noch nicht gesendet werden. Setzen Sie {missing}.</translation>
    </message>
    <message>
        <source>Mailed to %1: %2. %3</source>
        <translation>Gemailt an %1: „%2“. %3</translation>
    </message>
    <message>
        <source>Make room on the disk of the data directory; the engine goes on by itself.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger des Datenverzeichnisses; die Engine macht von selbst weiter.</translation>
    </message>
    <message>
        <source>Make room, or keep events for a shorter time:</source>
        <translation>Schaffen Sie Platz, oder bewahren Sie Ereignisse kürzer auf:</translation>
    </message>
    <message>
        <source>Mend that, then try:</source>
        <translation>Beheben Sie das, dann versuchen Sie es:</translation>
    </message>
    <message>
        <source>Mend the disk or the rights; this shows both:</source>
        <translation>Bringen Sie den Datenträger oder die Rechte in Ordnung; dies zeigt beides:</translation>
    </message>
    <message>
        <source>More events arrive than the disk takes. Use a faster disk; redirects go on meanwhile.</source>
        <translation>Es kommen mehr Ereignisse, als der Datenträger aufnimmt. Verwenden Sie einen schnelleren; Weiterleitungen funktionieren so lange weiter.</translation>
    </message>
    <message>
        <source>Name the recipient whose events are meant: give recipient.</source>
        <translation>Nennen Sie den Empfänger, dessen Ereignisse gemeint sind: Geben Sie recipient an.</translation>
    </message>
    <message>
        <source>Names under .{tld} do not exist in public DNS. Use a subdomain of a domain that you have registered.</source>
        <translation>Namen unter .{tld} gibt es im öffentlichen DNS nicht. Verwenden Sie eine Subdomain einer Domain, die Sie registriert haben.</translation>
    </message>
    <message>
        <source>No DNS server answered for %1 in time, so that nothing is known about its record.</source>
        <translation>Kein DNS-Server hat rechtzeitig zu %1 geantwortet, deshalb ist über den Eintrag nichts bekannt.</translation>
    </message>
    <message>
        <source>No DNS server can be reached from here, so that nothing is known about %1.</source>
        <translation>Von hier ist kein DNS-Server erreichbar, deshalb ist nichts bekannt über %1.</translation>
    </message>
    <message>
        <source>No engine answers at {address}. Check that it runs and that the address is right.</source>
        <translation>Unter {address} antwortet keine Engine. Prüfen Sie, ob sie läuft und ob die Adresse stimmt.</translation>
    </message>
    <message>
        <source>No longer the default; the flag was taken by %1.</source>
        <translation>Nicht mehr der Standard; aufgehoben von %1.</translation>
    </message>
    <message>
        <source>No mail server has asked for %1 hours.</source>
        <translation>Seit %1 Stunden hat kein Mailserver angefragt.</translation>
    </message>
    <message>
        <source>No mail server has asked for its links to be rewritten since the engine started.</source>
        <translation>Seit dem Start der Engine hat kein Mailserver darum gebeten, seine Links umzuschreiben.</translation>
    </message>
    <message>
        <source>No name server answered in time. It is asked again.</source>
        <translation>Kein Nameserver hat rechtzeitig geantwortet. Es wird erneut gefragt.</translation>
    </message>
    <message>
        <source>No passphrase can be read from {path} ({reason}). Write it into the file&apos;s first line.</source>
        <translation>Aus {path} lässt sich keine Passphrase lesen ({reason}). Schreiben Sie sie in die erste Zeile der Datei.</translation>
    </message>
    <message>
        <source>No round of checks is held back at present.</source>
        <translation>Zurzeit wird kein Prüfdurchgang angehalten.</translation>
    </message>
    <message>
        <source>No target zone is chosen: the zone of yours under which CNAME targets are issued.</source>
        <translation>Es ist keine Zielzone gewählt: Ihre eigene Zone, unter der CNAME-Ziele vergeben werden.</translation>
    </message>
    <message>
        <source>No tracking domain is active; %1 waits for its record.</source>
        <translation>Keine Tracking-Domain ist aktiv; %1 wartet auf ihren Eintrag.</translation>
    </message>
    <message>
        <source>No unused verification target could be made. Try again; if that does not help, the system&apos;s source of randomness is broken.</source>
        <translation>Es ließ sich kein unbenutztes Prüfziel bilden. Versuchen Sie es erneut; hilft das nicht, ist die Zufallsquelle des Systems defekt.</translation>
    </message>
    <message>
        <source>Nobody answered.</source>
        <translation>Niemand hat geantwortet.</translation>
    </message>
    <message>
        <source>Nobody could be asked about %1, which must exist.</source>
        <translation>Zu %1, das existieren muss, konnte niemand befragt werden.</translation>
    </message>
    <message>
        <source>Nobody could say where %1 leads.</source>
        <translation>Niemand konnte sagen, wohin %1 führt.</translation>
    </message>
    <message>
        <source>Nobody could say where the names of %1 lead.</source>
        <translation>Niemand konnte sagen, wohin die Namen von %1 führen.</translation>
    </message>
    <message>
        <source>Nobody has looked yet.</source>
        <translation>Noch hat niemand nachgesehen.</translation>
    </message>
    <message>
        <source>Nobody is told by mail when a domain or a certificate is in trouble.</source>
        <translation>Niemand erfährt per Mail, wenn eine Domain oder ein Zertifikat Probleme hat.</translation>
    </message>
    <message>
        <source>Nobody listens at %1; the edge listens for %2 on %3.</source>
        <translation>Niemand lauscht an %1; der Edge-Server lauscht für %2 an %3.</translation>
    </message>
    <message>
        <source>Not to %1. %2</source>
        <translation>Nicht an %1. %2</translation>
    </message>
    <message>
        <source>Nothing can be saved at present. %1</source>
        <translation>Zurzeit kann nichts gespeichert werden. %1</translation>
    </message>
    <message>
        <source>Nothing can be written to {path}: {reason}. Make the directory, give it to the engine&apos;s user, and name it in ReadWritePaths= of the service.</source>
        <translation>In {path} kann nichts geschrieben werden: {reason}. Legen Sie das Verzeichnis an, geben Sie es dem Benutzer der Engine, und nennen Sie es in ReadWritePaths= des Dienstes.</translation>
    </message>
    <message>
        <source>Nothing comes back from %1: a firewall drops port %2.</source>
        <translation>Von %1 kommt nichts zurück: Eine Firewall verwirft Port %2.</translation>
    </message>
    <message>
        <source>Nothing has been opened or clicked yet.</source>
        <translation>Noch wurde nichts geöffnet oder angeklickt.</translation>
    </message>
    <message>
        <source>Nothing, unless it takes more than a few minutes; then:</source>
        <translation>Nichts, außer wenn es länger als ein paar Minuten dauert; dann:</translation>
    </message>
    <message>
        <source>One tracking domain is active.</source>
        <translation>Eine Tracking-Domain ist aktiv.</translation>
    </message>
    <message>
        <source>Only absolute http and https addresses can be tracked, for example https://example.com/offer.</source>
        <translation>Nur vollständige http- und https-Adressen lassen sich verfolgen, zum Beispiel https://example.com/angebot.</translation>
    </message>
    <message>
        <source>Open it on this computer and in front of it:</source>
        <translation>Öffnen Sie ihn auf diesem Computer und davor:</translation>
    </message>
    <message>
        <source>Opens and clicks are not recorded. %1</source>
        <translation>Öffnungen und Klicks werden nicht aufgezeichnet. %1</translation>
    </message>
    <message>
        <source>Opens and clicks are recorded.</source>
        <translation>Öffnungen und Klicks werden aufgezeichnet.</translation>
    </message>
    <message>
        <source>Opens and clicks arrive.</source>
        <translation>Öffnungen und Klicks kommen an.</translation>
    </message>
    <message>
        <source>Opens and clicks have been waiting for the disk for %1 s.</source>
        <translation>Öffnungen und Klicks warten seit %1 s auf den Datenträger.</translation>
    </message>
    <message>
        <source>Opens and clicks have been waiting for the disk for %1 s. They are recorded once it goes on; see whether it answers.</source>
        <translation>Öffnungen und Klicks warten seit %1 s auf den Datenträger. Sie werden aufgezeichnet, sobald er weitermacht; prüfen Sie, ob er antwortet.</translation>
    </message>
    <message>
        <source>Others on this computer may read the data directory %1, where the keys are.</source>
        <translation>Andere auf diesem Computer dürfen das Datenverzeichnis %1 lesen, in dem die Schlüssel liegen.</translation>
    </message>
    <message>
        <source>Others than its owner may read {path}. Take their rights away, for example with chmod 600.</source>
        <translation>Nicht nur der Besitzer darf {path} lesen. Entziehen Sie den anderen die Rechte, zum Beispiel mit chmod 600.</translation>
    </message>
    <message>
        <source>Port {port} on {address} cannot be opened. The engine&apos;s log says why; another port or address may work.</source>
        <translation>Port {port} auf {address} lässt sich nicht öffnen. Das Protokoll der Engine nennt den Grund; ein anderer Port oder eine andere Adresse könnte gehen.</translation>
    </message>
    <message>
        <source>Port {port} on {address} is in use by another program. Choose another port, or stop that program.</source>
        <translation>Port {port} auf {address} wird von einem anderen Programm benutzt. Wählen Sie einen anderen Port, oder beenden Sie jenes Programm.</translation>
    </message>
    <message>
        <source>Port {port} on {address} needs more rights. Use a port above 1023, or grant CAP_NET_BIND_SERVICE.</source>
        <translation>Port {port} auf {address} verlangt mehr Rechte. Verwenden Sie einen Port über 1023, oder gewähren Sie CAP_NET_BIND_SERVICE.</translation>
    </message>
    <message>
        <source>Ports below 1024 need a right: run the engine as the service, give the right to the program, or forward the port to the edge:</source>
        <translation>Ports unter 1024 brauchen ein Recht: Betreiben Sie die Engine als Dienst, geben Sie dem Programm das Recht, oder leiten Sie den Port zum Edge-Server weiter:</translation>
    </message>
    <message>
        <source>Publish at the DNS provider of %1:</source>
        <translation>Veröffentlichen Sie beim DNS-Anbieter von %1:</translation>
    </message>
    <message>
        <source>Publish it first:</source>
        <translation>Veröffentlichen Sie ihn zuerst:</translation>
    </message>
    <message>
        <source>Publish the public address instead; where all recipients are in your own network, say so:</source>
        <translation>Veröffentlichen Sie stattdessen die öffentliche Adresse; sind alle Empfänger in Ihrem eigenen Netz, sagen Sie das:</translation>
    </message>
    <message>
        <source>Publish the record that this shows, then verify:</source>
        <translation>Veröffentlichen Sie den Eintrag, den dies zeigt, und prüfen Sie ihn dann:</translation>
    </message>
    <message>
        <source>Say what the webhook is to be told of, for example event.open and event.click.</source>
        <translation>Sagen Sie, was dem Webhook gemeldet werden soll, zum Beispiel event.open und event.click.</translation>
    </message>
    <message>
        <source>Say what to send again: a delivery, or a time since when, which lies before the end.</source>
        <translation>Sagen Sie, was erneut gesendet werden soll: eine Zustellung, oder ein Zeitpunkt, ab dem, der vor dem Ende liegt.</translation>
    </message>
    <message>
        <source>Say where mail is handed in, who gets it and whom it is from:</source>
        <translation>Sagen Sie, wo Mail eingeliefert wird, wer sie bekommt und von wem sie ist:</translation>
    </message>
    <message>
        <source>See the check of the resolvers.</source>
        <translation>Siehe die Prüfung der Resolver.</translation>
    </message>
    <message>
        <source>See whether the address is that of an ACME directory:</source>
        <translation>Prüfen Sie, ob es die Adresse eines ACME-Verzeichnisses ist:</translation>
    </message>
    <message>
        <source>See whether the address, the login and the encryption are right, then try:</source>
        <translation>Prüfen Sie Adresse, Anmeldung und Verschlüsselung, dann versuchen Sie es:</translation>
    </message>
    <message>
        <source>See whether the disk of the data directory answers.</source>
        <translation>Prüfen Sie, ob der Datenträger des Datenverzeichnisses antwortet.</translation>
    </message>
    <message>
        <source>See whether the milter runs:</source>
        <translation>Prüfen Sie, ob der Milter läuft:</translation>
    </message>
    <message>
        <source>See whether the name servers of %1 and the resolvers answer, then check again.</source>
        <translation>Prüfen Sie, ob die Nameserver von %1 und die Resolver antworten, dann prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>Send the body as {expected}.</source>
        <translation>Senden Sie den Inhalt als {expected}.</translation>
    </message>
    <message>
        <source>Send yourself a mail through the mail server and open it, or try a link by hand:</source>
        <translation>Senden Sie sich selbst über den Mailserver eine Mail und öffnen Sie sie, oder versuchen Sie einen Link von Hand:</translation>
    </message>
    <message>
        <source>Set its proxy status to DNS only (grey cloud).</source>
        <translation>Stellen Sie seinen Proxy-Status auf „DNS only“ (graue Wolke).</translation>
    </message>
    <message>
        <source>So many lists of events are being read that this one has to wait. Try again in {seconds} seconds.</source>
        <translation>Es werden so viele Ereignislisten gelesen, dass diese warten muss. Versuchen Sie es in {seconds} Sekunden wieder.</translation>
    </message>
    <message>
        <source>Some resolvers may still give an older answer for %1. There is nothing to do.</source>
        <translation>Einige Resolver geben vielleicht noch eine ältere Antwort, für %1. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Somebody else answers at %1: %2.</source>
        <translation>An %1 antwortet jemand anderes: %2.</translation>
    </message>
    <message>
        <source>Something between here and there cuts it: a firewall that looks into connections, or a proxy that finds no way on.</source>
        <translation>Etwas auf dem Weg trennt sie: eine Firewall, die in Verbindungen hineinsieht, oder ein Proxy, der nicht weiterkommt.</translation>
    </message>
    <message>
        <source>Something failed (%1).</source>
        <translation>Etwas ist fehlgeschlagen (%1).</translation>
    </message>
    <message>
        <source>Stop it, or let it pass requests for your tracking hosts on to the edge (resources/docs/operator/proxy.md), then restart the engine:</source>
        <translation>Beenden Sie es, oder lassen Sie es Anfragen an Ihre Tracking-Hosts an den Edge-Server weiterreichen (resources/docs/operator/proxy.md), dann starten Sie die Engine neu:</translation>
    </message>
    <message>
        <source>Take that right away:</source>
        <translation>Entziehen Sie dieses Recht:</translation>
    </message>
    <message>
        <source>Take the key id and the HMAC key from the authority&apos;s own pages:</source>
        <translation>Die Schlüssel-ID und den HMAC-Schlüssel finden Sie auf den Seiten der Zertifizierungsstelle:</translation>
    </message>
    <message>
        <source>The ACME directory cannot be used ({reason}). Check acme.directory.</source>
        <translation>Das ACME-Verzeichnis kann nicht verwendet werden ({reason}). Prüfen Sie acme.directory.</translation>
    </message>
    <message>
        <source>The DNS servers could not give an answer for %1 (SERVFAIL).</source>
        <translation>Die DNS-Server konnten zu %1 keine Antwort geben (SERVFAIL).</translation>
    </message>
    <message>
        <source>The DNS servers refused to answer for %1.</source>
        <translation>Die DNS-Server haben die Antwort zu %1 verweigert.</translation>
    </message>
    <message>
        <source>The DNSSEC signatures for %1 are not valid, so that many resolvers refuse its records.</source>
        <translation>Die DNSSEC-Signaturen für %1 sind nicht gültig, deshalb lehnen viele Resolver die Einträge ab.</translation>
    </message>
    <message>
        <source>The JSON body names {key} twice. Name every field once.</source>
        <translation>Der JSON-Inhalt nennt {key} zweimal. Nennen Sie jedes Feld einmal.</translation>
    </message>
    <message>
        <source>The TLS library gives no context. Check that OpenSSL 3 is installed completely.</source>
        <translation>Die TLS-Bibliothek liefert keinen Kontext. Prüfen Sie, ob OpenSSL 3 vollständig installiert ist.</translation>
    </message>
    <message>
        <source>The active domain has its certificate.</source>
        <translation>Die aktive Domain hat ihr Zertifikat.</translation>
    </message>
    <message>
        <source>The address is longer than 8 KiB, which many mail programs and servers refuse. Shorten it.</source>
        <translation>Die Adresse ist länger als 8 KiB, was viele Mailprogramme und Server ablehnen. Kürzen Sie sie.</translation>
    </message>
    <message>
        <source>The body is larger than {limit} bytes.</source>
        <translation>Der Inhalt ist größer als {limit} Bytes.</translation>
    </message>
    <message>
        <source>The body is not valid JSON (at byte {offset}).</source>
        <translation>Der Inhalt ist kein gültiges JSON (bei Byte {offset}).</translation>
    </message>
    <message>
        <source>The body must be a JSON object.</source>
        <translation>Der Inhalt muss ein JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>The bucket lies in another region: {region}. Correct region, and endpoint where it names one.</source>
        <translation>Der Bucket liegt in einer anderen Region: {region}. Berichtigen Sie region, und endpoint, falls er eine nennt.</translation>
    </message>
    <message>
        <source>The certificate authority %1 cannot be used. %2</source>
        <translation>Die Zertifizierungsstelle %1 kann nicht verwendet werden. %2</translation>
    </message>
    <message>
        <source>The certificate authority asks for patience ({reason}). It is tried again when its limit allows.</source>
        <translation>Die Zertifizierungsstelle bittet um Geduld ({reason}). Es wird wieder versucht, sobald ihr Limit es erlaubt.</translation>
    </message>
    <message>
        <source>The certificate authority could not be reached ({reason}). Check the network and acme.directory; it is tried again.</source>
        <translation>Die Zertifizierungsstelle war nicht erreichbar ({reason}). Prüfen Sie das Netz und acme.directory; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority could not connect to the host ({reason}). Port 80 of the address that the target leads to must reach this engine.</source>
        <translation>Die Zertifizierungsstelle konnte den Host nicht erreichen ({reason}). Port 80 der Adresse, zu der das Ziel führt, muss diese Engine erreichen.</translation>
    </message>
    <message>
        <source>The certificate authority could not resolve the name ({reason}). Check the record and the zone&apos;s DNSSEC.</source>
        <translation>Die Zertifizierungsstelle konnte den Namen nicht auflösen ({reason}). Prüfen Sie den Eintrag und das DNSSEC der Zone.</translation>
    </message>
    <message>
        <source>The certificate authority delivered a certificate that cannot be used ({reason}). The old one stays; it is tried again.</source>
        <translation>Die Zertifizierungsstelle hat ein unbrauchbares Zertifikat geliefert ({reason}). Das alte bleibt; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority did not decide in time ({reason}). It is tried again.</source>
        <translation>Die Zertifizierungsstelle hat nicht rechtzeitig entschieden ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority does not accept the account ({reason}). Check acme.email, and whether its terms ask for something.</source>
        <translation>Die Zertifizierungsstelle akzeptiert das Konto nicht ({reason}). Prüfen Sie acme.email, und ob ihre Bedingungen etwas verlangen.</translation>
    </message>
    <message>
        <source>The certificate authority does not issue for this name ({reason}). Use another name, or another CA.</source>
        <translation>Die Zertifizierungsstelle stellt für diesen Namen keine Zertifikate aus ({reason}). Verwenden Sie einen anderen Namen oder eine andere CA.</translation>
    </message>
    <message>
        <source>The certificate authority does not know our account ({reason}). A new one is made.</source>
        <translation>Die Zertifizierungsstelle kennt unser Konto nicht ({reason}). Es wird ein neues angelegt.</translation>
    </message>
    <message>
        <source>The certificate authority does not offer the profile that acme.profile names ({reason}). Name one that it offers, or none.</source>
        <translation>Die Zertifizierungsstelle bietet das Profil nicht an, das acme.profile nennt ({reason}). Nennen Sie eines, das sie anbietet, oder keines.</translation>
    </message>
    <message>
        <source>The certificate authority gave the order up ({reason}). It is tried again.</source>
        <translation>Die Zertifizierungsstelle hat den Auftrag aufgegeben ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority got something else than our proof from the host ({reason}). Check that port 80 reaches this engine and no proxy answers.</source>
        <translation>Die Zertifizierungsstelle hat vom Host etwas anderes als unseren Nachweis bekommen ({reason}). Prüfen Sie, ob Port 80 diese Engine erreicht und kein Proxy antwortet.</translation>
    </message>
    <message>
        <source>The certificate authority has trouble of its own ({reason}). It is tried again.</source>
        <translation>Die Zertifizierungsstelle hat selbst Schwierigkeiten ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority keeps rejecting the replay nonce ({reason}). It is tried again.</source>
        <translation>Die Zertifizierungsstelle lehnt den Replay-Nonce immer wieder ab ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority no longer knows the order ({reason}). A new one is made.</source>
        <translation>Die Zertifizierungsstelle kennt den Auftrag nicht mehr ({reason}). Es wird ein neuer gemacht.</translation>
    </message>
    <message>
        <source>The certificate authority refused this ({reason}).</source>
        <translation>Die Zertifizierungsstelle hat dies abgelehnt ({reason}).</translation>
    </message>
    <message>
        <source>The certificate authority wants an external account ({reason}). Set acme.eab_kid and acme.eab_key to what it gave you.</source>
        <translation>Die Zertifizierungsstelle verlangt ein externes Konto ({reason}). Setzen Sie acme.eab_kid und acme.eab_key auf das, was sie Ihnen genannt hat.</translation>
    </message>
    <message>
        <source>The certificate authority was not ready to issue ({reason}). It is tried again.</source>
        <translation>Die Zertifizierungsstelle war noch nicht bereit, das Zertifikat auszustellen ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority&apos;s answer makes no sense ({reason}). Check acme.directory; it is tried again.</source>
        <translation>Die Antwort der Zertifizierungsstelle ergibt keinen Sinn ({reason}). Prüfen Sie acme.directory; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The certificate authority&apos;s own certificate is not trusted ({reason}). For a private CA, give its root in acme.ca_file.</source>
        <translation>Dem eigenen Zertifikat der Zertifizierungsstelle wird nicht vertraut ({reason}). Geben Sie für eine private CA deren Wurzel in acme.ca_file an.</translation>
    </message>
    <message>
        <source>The certificate cannot be read. Give a chain in PEM form, the host&apos;s own certificate first.</source>
        <translation>Das Zertifikat ist nicht lesbar. Geben Sie eine Kette im PEM-Format an, das Zertifikat des Hosts zuerst.</translation>
    </message>
    <message>
        <source>The certificate for %1 is on its way.</source>
        <translation>Das Zertifikat für %1 ist unterwegs.</translation>
    </message>
    <message>
        <source>The certificate of %1 ends on %2 and has no successor yet.</source>
        <translation>Das Zertifikat von %1 endet am %2 und hat noch keinen Nachfolger.</translation>
    </message>
    <message>
        <source>The certificate of %1 is in order again.</source>
        <translation>Das Zertifikat von %1 ist wieder in Ordnung.</translation>
    </message>
    <message>
        <source>The check is repeated by itself. If it stays like this, see whether %1 are in order.</source>
        <translation>Die Prüfung wird von selbst wiederholt. Bleibt es so, prüfen Sie, ob diese in Ordnung sind: %1.</translation>
    </message>
    <message>
        <source>The check is repeated by itself. If it stays like this, see whether %1 can be reached.</source>
        <translation>Die Prüfung wird von selbst wiederholt. Bleibt es so, prüfen Sie, ob diese erreichbar sind: %1.</translation>
    </message>
    <message>
        <source>The check is repeated by itself. If it stays like this, see whether the resolver may be used from here and whether %1 serve the zone.</source>
        <translation>Die Prüfung wird von selbst wiederholt. Bleibt es so, prüfen Sie, ob der Resolver von hier benutzt werden darf und ob diese die Zone bedienen: %1.</translation>
    </message>
    <message>
        <source>The clock agrees with the certificate authority&apos;s.</source>
        <translation>Die Uhr stimmt mit der der Zertifizierungsstelle überein.</translation>
    </message>
    <message>
        <source>The clock cannot be moved by “{value}”. It only goes forward, by at most 366d at once.</source>
        <translation>Die Uhr lässt sich nicht um „{value}“ verstellen. Sie geht nur vorwärts, um höchstens 366d auf einmal.</translation>
    </message>
    <message>
        <source>The cluster has no host for its links yet. Make an active domain its default, or choose a target zone (the setting edge.target_zone), under which it gets a fallback host.</source>
        <translation>Der Cluster hat noch keinen Host für seine Links. Machen Sie eine aktive Domain zum Standard, oder wählen Sie eine Zielzone (die Einstellung edge.target_zone), unter der er einen Ausweich-Host bekommt.</translation>
    </message>
    <message>
        <source>The cluster has no link key. Restart the engine; if that does not help, restore a backup.</source>
        <translation>Der Cluster hat keinen Schlüssel für Links. Starten Sie die Engine neu; hilft das nicht, stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The cluster&apos;s name may have at most 100 characters.</source>
        <translation>Der Name des Clusters darf höchstens 100 Zeichen haben.</translation>
    </message>
    <message>
        <source>The connection to the mail server broke ({reason}). It is tried again.</source>
        <translation>Die Verbindung zum Mailserver brach ab ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The connection to the server broke. Try again later.</source>
        <translation>Die Verbindung zum Server brach ab. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The cursor “{value}” does not belong to this list. Start without after, then pass the next of each page.</source>
        <translation>Der Cursor „{value}“ gehört nicht zu dieser Liste. Beginnen Sie ohne after, und geben Sie dann das next jeder Seite an.</translation>
    </message>
    <message>
        <source>The data directory %1 belongs to %2, and the engine runs as %3.</source>
        <translation>Das Datenverzeichnis %1 gehört %2, die Engine läuft aber als %3.</translation>
    </message>
    <message>
        <source>The data directory %1 cannot be written. %2</source>
        <translation>In das Datenverzeichnis %1 kann nicht geschrieben werden. %2</translation>
    </message>
    <message>
        <source>The data directory is the engine&apos;s own, private, and takes synced writes.</source>
        <translation>Das Datenverzeichnis gehört der Engine, ist privat und nimmt gesicherte Schreibvorgänge an.</translation>
    </message>
    <message>
        <source>The data directory {path} cannot be written. Choose another with --data-dir, or change its owner.</source>
        <translation>In das Datenverzeichnis {path} kann nicht geschrieben werden. Wählen Sie mit --data-dir ein anderes, oder ändern Sie seinen Besitzer.</translation>
    </message>
    <message>
        <source>The disk does not answer, so nothing can be saved. See whether it is mounted and healthy, then try again; the engine goes on by itself.</source>
        <translation>Der Datenträger antwortet nicht, deshalb kann nichts gespeichert werden. Prüfen Sie, ob er eingehängt und gesund ist, dann versuchen Sie es erneut; die Engine macht von selbst weiter.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space; the engine goes on by itself.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz; die Engine macht von selbst weiter.</translation>
    </message>
    <message>
        <source>The disk of the data directory is full.</source>
        <translation>Der Datenträger des Datenverzeichnisses ist voll.</translation>
    </message>
    <message>
        <source>The disk of the data directory is nearly full: %1 are left.</source>
        <translation>Der Datenträger des Datenverzeichnisses ist fast voll: %1 sind übrig.</translation>
    </message>
    <message>
        <source>The domain&apos;s CAA records do not allow this certificate authority ({reason}). Add a CAA record for it, or use an allowed CA.</source>
        <translation>Die CAA-Einträge der Domain erlauben diese Zertifizierungsstelle nicht ({reason}). Fügen Sie einen CAA-Eintrag für sie hinzu, oder verwenden Sie eine erlaubte CA.</translation>
    </message>
    <message>
        <source>The domain&apos;s CAA records do not let the certificate authority issue, so nothing was ordered; they are looked at again by themselves. {reason}</source>
        <translation>Die CAA-Einträge der Domain erlauben der Zertifizierungsstelle nicht, ein Zertifikat auszustellen, deshalb wurde nichts bestellt; sie werden von selbst wieder angesehen. {reason}</translation>
    </message>
    <message>
        <source>The edge answers %1 requests at its public address.</source>
        <translation>Der Edge-Server beantwortet %1-Anfragen an seiner öffentlichen Adresse.</translation>
    </message>
    <message>
        <source>The edge listens on port %1, but %2 refuses connections.</source>
        <translation>Der Edge-Server lauscht auf Port %1, aber %2 lehnt Verbindungen ab.</translation>
    </message>
    <message>
        <source>The engine at {address} did not answer in time.</source>
        <translation>Die Engine unter {address} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The engine could not do this. Its log says why.</source>
        <translation>Die Engine konnte dies nicht tun. Ihr Protokoll nennt den Grund.</translation>
    </message>
    <message>
        <source>The engine holds as many messages as it may at a time. Try again in {seconds} seconds.</source>
        <translation>Die Engine hält so viele Nachrichten, wie sie auf einmal darf. Versuchen Sie es in {seconds} Sekunden wieder.</translation>
    </message>
    <message>
        <source>The engine holds no such copy. Start the backup again.</source>
        <translation>Die Engine hat keine solche Kopie. Beginnen Sie die Sicherung neu.</translation>
    </message>
    <message>
        <source>The engine is stopping. Try again shortly.</source>
        <translation>Die Engine wird gerade beendet. Versuchen Sie es gleich wieder.</translation>
    </message>
    <message>
        <source>The engine refused this and did not say why. Its log does.</source>
        <translation>Die Engine hat dies abgelehnt und nicht gesagt, warum. Ihr Protokoll sagt es.</translation>
    </message>
    <message>
        <source>The engine stopped while it worked on the request with this Idempotency-Key. See what it did, then use a new key.</source>
        <translation>Die Engine wurde beendet, während sie an der Anfrage mit diesem Idempotency-Key arbeitete. Sehen Sie nach, was sie getan hat, dann verwenden Sie einen neuen Schlüssel.</translation>
    </message>
    <message>
        <source>The engine tries again by itself. This shows what the authority said:</source>
        <translation>Die Engine versucht es von selbst wieder. Dies zeigt, was die Zertifizierungsstelle sagte:</translation>
    </message>
    <message>
        <source>The engine&apos;s address is not usable. Write for example https://engine.example.com:8089.</source>
        <translation>Die Adresse der Engine ist nicht brauchbar. Schreiben Sie zum Beispiel https://engine.example.com:8089.</translation>
    </message>
    <message>
        <source>The engine&apos;s certificate at {address} is not for {host}. It is for {names}: use one of these.</source>
        <translation>Das Zertifikat der Engine unter {address} gilt nicht für {host}. Es gilt für {names}: Verwenden Sie einen dieser Namen.</translation>
    </message>
    <message>
        <source>The engine&apos;s certificate at {address} is not trusted. Check the address, or give the CA file it is signed by.</source>
        <translation>Dem Zertifikat der Engine unter {address} wird nicht vertraut. Prüfen Sie die Adresse, oder geben Sie die CA-Datei an, mit der es unterschrieben ist.</translation>
    </message>
    <message>
        <source>The engine&apos;s data for rewriting cannot be read. Use the same version on the mail host as on the engine.</source>
        <translation>Die Daten der Engine für das Umschreiben sind nicht lesbar. Verwenden Sie auf dem Mailserver dieselbe Version wie auf der Engine.</translation>
    </message>
    <message>
        <source>The field {field} cannot be used: {expected}.</source>
        <translation>Das Feld {field} kann nicht verwendet werden: {expected}.</translation>
    </message>
    <message>
        <source>The field {field} has a value that is not known.</source>
        <translation>Das Feld {field} hat einen Wert, der nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The field {field} has the wrong type.</source>
        <translation>Das Feld {field} hat den falschen Typ.</translation>
    </message>
    <message>
        <source>The field {field} is missing.</source>
        <translation>Das Feld {field} fehlt.</translation>
    </message>
    <message>
        <source>The field {field} is not known here. Check its spelling.</source>
        <translation>Das Feld {field} ist hier nicht bekannt. Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>The file is not what the platform reads: {expected}.</source>
        <translation>Die Datei ist nicht das, was die Plattform liest: {expected}.</translation>
    </message>
    <message>
        <source>The file {path} holds no certificates in PEM form. Give the CA&apos;s certificate.</source>
        <translation>Die Datei {path} enthält keine Zertifikate im PEM-Format. Geben Sie das Zertifikat der CA an.</translation>
    </message>
    <message>
        <source>The former token may stay valid for {most} at most.</source>
        <translation>Das bisherige Token darf höchstens {most} gültig bleiben.</translation>
    </message>
    <message>
        <source>The internal certificate authority cannot be used ({reason}). Restore the data directory from a backup.</source>
        <translation>Die interne Zertifizierungsstelle kann nicht verwendet werden ({reason}). Stellen Sie das Datenverzeichnis aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The key for the certificate could not be made or read ({reason}). The engine&apos;s log says more.</source>
        <translation>Der Schlüssel für das Zertifikat ließ sich nicht erzeugen oder lesen ({reason}). Das Protokoll der Engine sagt mehr.</translation>
    </message>
    <message>
        <source>The key {path} is sealed with a passphrase. Restore the copy with unmta-engine --restore, and name the passphrase&apos;s file with --passphrase-file, there and for unmta-ctl verify-backup.</source>
        <translation>Der Schlüssel {path} ist mit einer Passphrase versiegelt. Stellen Sie die Kopie mit unmta-engine --restore wieder her, und nennen Sie die Datei der Passphrase mit --passphrase-file, dort und bei unmta-ctl verify-backup.</translation>
    </message>
    <message>
        <source>The link could not be encrypted. The engine&apos;s log says why.</source>
        <translation>Der Link ließ sich nicht verschlüsseln. Das Protokoll der Engine nennt den Grund.</translation>
    </message>
    <message>
        <source>The mail has no recipient. Set notify.to.</source>
        <translation>Die Mail hat keinen Empfänger. Setzen Sie notify.to.</translation>
    </message>
    <message>
        <source>The mail server asks to come back later ({reason}). It is tried again.</source>
        <translation>Der Mailserver bittet darum, später wiederzukommen ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The mail server cannot be reached ({reason}). Check smtp.url; it is tried again.</source>
        <translation>Der Mailserver ist nicht erreichbar ({reason}). Prüfen Sie smtp.url; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The mail server did not answer in time ({reason}). It is tried again.</source>
        <translation>Der Mailserver hat nicht rechtzeitig geantwortet ({reason}). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The mail server does not accept the login ({reason}). Check smtp.username and smtp.password.</source>
        <translation>Der Mailserver akzeptiert die Anmeldung nicht ({reason}). Prüfen Sie smtp.username und smtp.password.</translation>
    </message>
    <message>
        <source>The mail server refuses the mail ({reason}). Check smtp.from and notify.to.</source>
        <translation>Der Mailserver lehnt die Mail ab ({reason}). Prüfen Sie smtp.from und notify.to.</translation>
    </message>
    <message>
        <source>The mail server&apos;s certificate is not trusted, or it offers no TLS ({reason}). Check smtp.url.</source>
        <translation>Dem Zertifikat des Mailservers wird nicht vertraut, oder er bietet kein TLS an ({reason}). Prüfen Sie smtp.url.</translation>
    </message>
    <message>
        <source>The master key {path} cannot be used: {reason}.</source>
        <translation>Der Hauptschlüssel {path} kann nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
        <source>The master key {path} is not the one that the store&apos;s secrets were encrypted with. Put the right key back: from a backup or, where several nodes share the store, from another node.</source>
        <translation>Der Hauptschlüssel {path} ist nicht der, mit dem die Geheimnisse des Datenspeichers verschlüsselt wurden. Legen Sie den richtigen wieder hin: aus einer Sicherung oder, wo sich mehrere Knoten den Speicher teilen, von einem anderen Knoten.</translation>
    </message>
    <message>
        <source>The message id is not of the form &lt;something@host&gt;. Correct it.</source>
        <translation>Die Message-ID hat nicht die Form &lt;etwas@host&gt;. Berichtigen Sie sie.</translation>
    </message>
    <message>
        <source>The monitor is held. %1 No domain is downgraded until it is released or all is well again.</source>
        <translation>Die Überwachung ist angehalten. %1 Keine Domain wird herabgestuft, bis sie freigegeben wird oder alles wieder gut ist.</translation>
    </message>
    <message>
        <source>The monitor works again.</source>
        <translation>Die Überwachung arbeitet wieder.</translation>
    </message>
    <message>
        <source>The name is longer than 253 characters, which DNS does not allow. Choose a shorter one.</source>
        <translation>Der Name ist länger als 253 Zeichen, was DNS nicht erlaubt. Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>The name server cannot be reached ({reason}). Check the network and dns.resolvers.</source>
        <translation>Der Nameserver ist nicht erreichbar ({reason}). Prüfen Sie das Netz und dns.resolvers.</translation>
    </message>
    <message>
        <source>The name servers listed for %1 do not serve that zone, so that nothing is known about %2.</source>
        <translation>Die für %1 genannten Nameserver bedienen diese Zone nicht, deshalb ist nichts bekannt über %2.</translation>
    </message>
    <message>
        <source>The passphrase is not the one that the copy&apos;s key was sealed with, or the key was changed since. Name the file of the right one with --passphrase-file.</source>
        <translation>Die Passphrase ist nicht die, mit der der Schlüssel der Kopie versiegelt wurde, oder der Schlüssel wurde seither geändert. Nennen Sie die Datei der richtigen mit --passphrase-file.</translation>
    </message>
    <message>
        <source>The path of the local socket, {path}, is longer than the system allows. Use a data directory with a shorter path.</source>
        <translation>Der Pfad des lokalen Sockets, {path}, ist länger, als das System erlaubt. Verwenden Sie ein Datenverzeichnis mit kürzerem Pfad.</translation>
    </message>
    <message>
        <source>The private key cannot be read. Give it in PEM form, without a passphrase.</source>
        <translation>Der private Schlüssel ist nicht lesbar. Geben Sie ihn im PEM-Format an, ohne Passphrase.</translation>
    </message>
    <message>
        <source>The private key is not the one of the certificate. Give the key that the certificate was issued for.</source>
        <translation>Der private Schlüssel gehört nicht zum Zertifikat. Geben Sie den Schlüssel an, für den das Zertifikat ausgestellt wurde.</translation>
    </message>
    <message>
        <source>The query parameter {field} is not known here. This takes {known}.</source>
        <translation>Der Abfrageparameter {field} ist hier nicht bekannt. Erlaubt sind {known}.</translation>
    </message>
    <message>
        <source>The query parameter {field} is not valid: {expected}.</source>
        <translation>Der Abfrageparameter {field} ist nicht gültig: {expected}.</translation>
    </message>
    <message>
        <source>The receiver answered that it is gone (410).</source>
        <translation>Der Empfänger hat geantwortet, dass es ihn nicht mehr gibt (410).</translation>
    </message>
    <message>
        <source>The receiver answered with a redirect (%1), which is not followed.</source>
        <translation>Der Empfänger hat mit einer Weiterleitung geantwortet (%1), der nicht gefolgt wird.</translation>
    </message>
    <message>
        <source>The receiver answered with status %1.</source>
        <translation>Der Empfänger hat mit Status %1 geantwortet.</translation>
    </message>
    <message>
        <source>The record for %1 exists, and its value is your target, but mistyped: %2.</source>
        <translation>Den Eintrag für %1 gibt es, und sein Wert ist Ihr Ziel, aber mit einem Tippfehler: %2.</translation>
    </message>
    <message>
        <source>The record for %1 exists, but %2 was appended to its value.</source>
        <translation>Den Eintrag für %1 gibt es, aber an seinen Wert wurde %2 angehängt.</translation>
    </message>
    <message>
        <source>The record for %1 exists, but its value is not complete.</source>
        <translation>Den Eintrag für %1 gibt es, aber sein Wert ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The record for %1 exists, but leads to another host.</source>
        <translation>Den Eintrag für %1 gibt es, aber er führt zu einem anderen Host.</translation>
    </message>
    <message>
        <source>The record for %1 leads in a circle: %2.</source>
        <translation>Der Eintrag für %1 führt im Kreis: %2.</translation>
    </message>
    <message>
        <source>The record for %1 leads to the target of %2; every tracking domain has a target of its own.</source>
        <translation>Der Eintrag für %1 führt zum Ziel einer anderen Domain (%2); jede Tracking-Domain hat ihr eigenes Ziel.</translation>
    </message>
    <message>
        <source>The record for %1 still leads to the earlier target of this tracking domain, which was withdrawn when the domain was deleted.</source>
        <translation>Der Eintrag für %1 führt noch zum früheren Ziel dieser Tracking-Domain, das beim Löschen der Domain zurückgezogen wurde.</translation>
    </message>
    <message>
        <source>The record is gone; it led to %1.</source>
        <translation>Der Eintrag ist weg; er führte zu %1.</translation>
    </message>
    <message>
        <source>The record leads to %1.</source>
        <translation>Der Eintrag führt zu %1.</translation>
    </message>
    <message>
        <source>The record of %1 failed its check. %2 It stays active until the next failed check.</source>
        <translation>Der Eintrag von %1 hat die Prüfung nicht bestanden. %2 Die Domain bleibt bis zur nächsten fehlgeschlagenen Prüfung aktiv.</translation>
    </message>
    <message>
        <source>The record of %1 is correct again.</source>
        <translation>Der Eintrag von %1 ist wieder richtig.</translation>
    </message>
    <message>
        <source>The record of %1 leads to %2, %3.</source>
        <translation>Der Eintrag von %1 führt zu %2, %3.</translation>
    </message>
    <message>
        <source>The record stands at %1 instead of %2.</source>
        <translation>Der Eintrag steht unter %1 statt unter %2.</translation>
    </message>
    <message>
        <source>The relay took the mail for %1.</source>
        <translation>Der Mailserver hat die Mail angenommen, für %1.</translation>
    </message>
    <message>
        <source>The request is not valid HTTP.</source>
        <translation>Die Anfrage ist kein gültiges HTTP.</translation>
    </message>
    <message>
        <source>The resolver %1 does not answer.</source>
        <translation>Der Resolver %1 antwortet nicht.</translation>
    </message>
    <message>
        <source>The resolver answers for names that cannot exist, so none of its answers can be believed.</source>
        <translation>Der Resolver antwortet zu Namen, die es nicht geben kann, deshalb ist keiner seiner Antworten zu trauen.</translation>
    </message>
    <message>
        <source>The resolvers %1 do not answer.</source>
        <translation>Die Resolver %1 antworten nicht.</translation>
    </message>
    <message>
        <source>The resolvers answer and tell the truth.</source>
        <translation>Die Resolver antworten und sagen die Wahrheit.</translation>
    </message>
    <message>
        <source>The resolvers answer, tell the truth and validate DNSSEC.</source>
        <translation>Die Resolver antworten, sagen die Wahrheit und prüfen DNSSEC.</translation>
    </message>
    <message>
        <source>The sandbox is reached on this computer only.</source>
        <translation>Die Sandbox ist nur auf diesem Computer erreichbar.</translation>
    </message>
    <message>
        <source>The sandbox issues its certificates itself.</source>
        <translation>Die Sandbox stellt ihre Zertifikate selbst aus.</translation>
    </message>
    <message>
        <source>The sandbox keeps its own time.</source>
        <translation>Die Sandbox hat ihre eigene Zeit.</translation>
    </message>
    <message>
        <source>The sandbox plays the record %1.</source>
        <translation>Die Sandbox spielt den Eintrag %1.</translation>
    </message>
    <message>
        <source>The sandbox plays the zone %1.</source>
        <translation>Die Sandbox spielt die Zone %1.</translation>
    </message>
    <message>
        <source>The sandbox shows its notices and mails none.</source>
        <translation>Die Sandbox zeigt ihre Benachrichtigungen und mailt keine.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s DNS server cannot listen on {address}. Check that nothing forbids programs to use the loopback address.</source>
        <translation>Der DNS-Server der Sandbox kann nicht auf {address} lauschen. Prüfen Sie, ob etwas den Programmen die Loopback-Adresse verbietet.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s provider is asked for everything.</source>
        <translation>Für alles wird der Anbieter der Sandbox gefragt.</translation>
    </message>
    <message>
        <source>The server did not answer in time. Try again later.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The server does not accept connections. Check the address, and that the server runs.</source>
        <translation>Der Server nimmt keine Verbindungen an. Prüfen Sie die Adresse, und ob der Server läuft.</translation>
    </message>
    <message>
        <source>The server&apos;s answer is larger than is useful here. Check the address.</source>
        <translation>Die Antwort des Servers ist größer, als hier sinnvoll ist. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted. Check the address, or give the CA file it is signed by.</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut. Prüfen Sie die Adresse, oder geben Sie die CA-Datei an, mit der es unterschrieben ist.</translation>
    </message>
    <message>
        <source>The server&apos;s name could not be resolved. Check the address and this computer&apos;s DNS.</source>
        <translation>Der Name des Servers ließ sich nicht auflösen. Prüfen Sie die Adresse und das DNS dieses Computers.</translation>
    </message>
    <message>
        <source>The service could not be installed ({reason}).</source>
        <translation>Der Dienst ließ sich nicht installieren ({reason}).</translation>
    </message>
    <message>
        <source>The service does not let this access key write ({code}). Check the key and its secret, and that it may put objects into the bucket.</source>
        <translation>Der Speicherdienst lässt diesen Zugriffsschlüssel nicht schreiben ({code}). Prüfen Sie Schlüssel und Geheimnis, und ob er Objekte in den Bucket legen darf.</translation>
    </message>
    <message>
        <source>The service has no bucket {bucket}. Make it, or correct its name or the endpoint.</source>
        <translation>Der Speicherdienst hat keinen Bucket {bucket}. Legen Sie ihn an, oder berichtigen Sie seinen Namen oder endpoint.</translation>
    </message>
    <message>
        <source>The service has refused the object ({code}). Its documentation says what that means.</source>
        <translation>Der Speicherdienst hat das Objekt abgelehnt ({code}). Seine Dokumentation sagt, was das bedeutet.</translation>
    </message>
    <message>
        <source>The service says that this computer&apos;s clock is wrong. Set it right, for example by NTP.</source>
        <translation>Der Speicherdienst sagt, dass die Uhr dieses Computers falsch geht. Stellen Sie sie richtig, zum Beispiel durch NTP.</translation>
    </message>
    <message>
        <source>The service takes no objects now ({code}). It is tried again by itself.</source>
        <translation>Der Speicherdienst nimmt jetzt keine Objekte an ({code}). Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>The socket&apos;s mode is not an octal number such as 0660.</source>
        <translation>Der Modus des Sockets ist keine Oktalzahl wie 0660.</translation>
    </message>
    <message>
        <source>The store can be written again. Opens and clicks lost: %2</source>
        <translation>In den Datenspeicher kann wieder geschrieben werden. Verlorene Öffnungen und Klicks: %2</translation>
    </message>
    <message>
        <source>The store cannot be written as usual. %1</source>
        <translation>In den Datenspeicher kann nicht wie üblich geschrieben werden. %1</translation>
    </message>
    <message>
        <source>The store cannot be written as usual; opens and clicks are answered, but not recorded. %2</source>
        <translation>In den Datenspeicher kann nicht wie üblich geschrieben werden; Öffnungen und Klicks werden beantwortet, aber nicht aufgezeichnet. %2</translation>
    </message>
    <message>
        <source>The store could not do this. The engine&apos;s log says why.</source>
        <translation>Der Datenspeicher konnte dies nicht tun. Das Protokoll der Engine nennt den Grund.</translation>
    </message>
    <message>
        <source>The store in {path} is a sandbox&apos;s: its certificates and its time are not real. Start it with --sandbox, or use another data directory.</source>
        <translation>Der Datenspeicher in {path} gehört einer Sandbox: Seine Zertifikate und seine Zeit sind nicht echt. Starten Sie ihn mit --sandbox, oder verwenden Sie ein anderes Datenverzeichnis.</translation>
    </message>
    <message>
        <source>The store in {path} is no sandbox: its domains and certificates are real. Leave out --sandbox, or use another data directory.</source>
        <translation>Der Datenspeicher in {path} ist keine Sandbox: Seine Domains und Zertifikate sind echt. Lassen Sie --sandbox weg, oder verwenden Sie ein anderes Datenverzeichnis.</translation>
    </message>
    <message>
        <source>The store in {path} was written by a newer version of this program. Install that version, or restore a copy that was made before it (unmta-engine --restore).</source>
        <translation>Der Datenspeicher in {path} wurde von einer neueren Version dieses Programms geschrieben. Installieren Sie jene Version, oder stellen Sie eine Kopie von davor wieder her (unmta-engine --restore).</translation>
    </message>
    <message>
        <source>The store is busy. Try again.</source>
        <translation>Der Datenspeicher ist beschäftigt. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The store is copied only for somebody on the engine&apos;s own computer. Run unmta-ctl backup there.</source>
        <translation>Der Datenspeicher wird nur für jemanden auf dem Computer der Engine kopiert. Führen Sie dort unmta-ctl backup aus.</translation>
    </message>
    <message>
        <source>The store refused this because it contradicts what is there. The engine&apos;s log says why.</source>
        <translation>Der Datenspeicher hat dies abgelehnt, weil es dem widerspricht, was da ist. Das Protokoll der Engine nennt den Grund.</translation>
    </message>
    <message>
        <source>The store {path} is damaged. Restore it from a backup.</source>
        <translation>Der Datenspeicher {path} ist beschädigt. Stellen Sie ihn aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The target zone %1 belongs to the makers of this program. Its records lead to somebody else&apos;s computers, not to this one.</source>
        <translation>Die Zielzone %1 gehört den Herstellern dieses Programms. Ihre Einträge führen zu fremden Computern, nicht zu diesem.</translation>
    </message>
    <message>
        <source>The text of {field} contains the character U+0000. Leave it out.</source>
        <translation>Der Text von {field} enthält das Zeichen U+0000. Lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The text of {field} is not valid Unicode: half of a surrogate pair stands alone.</source>
        <translation>Der Text von {field} ist kein gültiges Unicode: Ein halbes Surrogatpaar steht allein.</translation>
    </message>
    <message>
        <source>The token file cannot be read. Check its path and owner.</source>
        <translation>Die Token-Datei ist nicht lesbar. Prüfen Sie Pfad und Besitzer.</translation>
    </message>
    <message>
        <source>The token file {path} cannot be read ({reason}). Check its path and owner.</source>
        <translation>Die Token-Datei {path} ist nicht lesbar ({reason}). Prüfen Sie Pfad und Besitzer.</translation>
    </message>
    <message>
        <source>The token would have expired at {time} already. Give a time in the future.</source>
        <translation>Das Token wäre um {time} schon abgelaufen. Geben Sie einen Zeitpunkt in der Zukunft an.</translation>
    </message>
    <message>
        <source>The token&apos;s name may have at most 100 characters.</source>
        <translation>Der Name des Tokens darf höchstens 100 Zeichen haben.</translation>
    </message>
    <message>
        <source>The tracked link would be longer than 8 KiB, which servers refuse. Shorten the address or its data.</source>
        <translation>Der verfolgte Link wäre länger als 8 KiB, was Server ablehnen. Kürzen Sie die Adresse oder ihre Daten.</translation>
    </message>
    <message>
        <source>The webhook is off. Switch it on first; then it goes on where it was.</source>
        <translation>Der Webhook ist abgeschaltet. Schalten Sie ihn zuerst ein; dann macht er dort weiter, wo er war.</translation>
    </message>
    <message>
        <source>The zone&apos;s own name servers did not answer; this is a resolver&apos;s word.</source>
        <translation>Die eigenen Nameserver der Zone haben nicht geantwortet; dies sagt ein Resolver.</translation>
    </message>
    <message>
        <source>There are {most} webhooks already, which is the most. Delete one first.</source>
        <translation>Es gibt schon {most} Webhooks, mehr geht nicht. Löschen Sie zuerst einen.</translation>
    </message>
    <message>
        <source>There is already a cluster named {name}. Choose another name.</source>
        <translation>Es gibt schon einen Cluster namens {name}. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is already a token named {name}. Choose another name, or revoke that one first.</source>
        <translation>Es gibt schon ein Token namens {name}. Wählen Sie einen anderen Namen, oder widerrufen Sie jenes zuerst.</translation>
    </message>
    <message>
        <source>There is no CNAME record for %1.</source>
        <translation>Es gibt keinen CNAME-Eintrag für %1.</translation>
    </message>
    <message>
        <source>There is no certificate for %1. %2</source>
        <translation>Es gibt kein Zertifikat für %1. %2</translation>
    </message>
    <message>
        <source>There is no certificate for the https listener. Restart the engine; if that does not help, its log says why.</source>
        <translation>Es gibt kein Zertifikat für den https-Port. Starten Sie die Engine neu; hilft das nicht, nennt ihr Protokoll den Grund.</translation>
    </message>
    <message>
        <source>There is no cluster {cluster}. Give the id of an existing one, or leave it out for all clusters.</source>
        <translation>Es gibt keinen Cluster {cluster}. Geben Sie die ID eines vorhandenen an, oder lassen Sie sie für alle Cluster weg.</translation>
    </message>
    <message>
        <source>There is no group {group} for the socket. Create it, or name another.</source>
        <translation>Es gibt keine Gruppe {group} für den Socket. Legen Sie sie an, oder nennen Sie eine andere.</translation>
    </message>
    <message>
        <source>There is no name yet under which the edge could be reached.</source>
        <translation>Es gibt noch keinen Namen, unter dem der Edge-Server erreichbar wäre.</translation>
    </message>
    <message>
        <source>There is no resolver to ask. Check this computer&apos;s network, or set dns.resolvers.</source>
        <translation>Es gibt keinen Resolver, den man fragen könnte. Prüfen Sie das Netz dieses Computers, oder setzen Sie dns.resolvers.</translation>
    </message>
    <message>
        <source>There is no target zone yet, under which the domain&apos;s CNAME target could be issued. Choose a zone of yours: unmta-ctl setup --zone track.your-zone.net, or the setting edge.target_zone.</source>
        <translation>Es gibt noch keine Zielzone, unter der das CNAME-Ziel der Domain vergeben werden könnte. Wählen Sie eine eigene Zone: unmta-ctl setup --zone track.ihre-zone.net, oder die Einstellung edge.target_zone.</translation>
    </message>
    <message>
        <source>There is no tracking domain yet.</source>
        <translation>Es gibt noch keine Tracking-Domain.</translation>
    </message>
    <message>
        <source>There is no zone yet whose names could lead here.</source>
        <translation>Es gibt noch keine Zone, deren Namen hierher führen könnten.</translation>
    </message>
    <message>
        <source>There is not enough memory to work with a passphrase. Free 128 MiB, then try again.</source>
        <translation>Für die Arbeit mit einer Passphrase reicht der Arbeitsspeicher nicht. Machen Sie 128 MiB frei, dann versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>There is room on the disk: %1.</source>
        <translation>Auf dem Datenträger ist Platz: %1.</translation>
    </message>
    <message>
        <source>There is trouble with the certificate of %1. %2</source>
        <translation>Mit dem Zertifikat von %1 gibt es ein Problem. %2</translation>
    </message>
    <message>
        <source>There was no answer of the certificate authority to compare the clock with.</source>
        <translation>Es gab keine Antwort der Zertifizierungsstelle, mit der sich die Uhr vergleichen ließe.</translation>
    </message>
    <message>
        <source>This Idempotency-Key came with another request before. Give each new request a key of its own.</source>
        <translation>Dieser Idempotency-Key kam schon mit einer anderen Anfrage. Geben Sie jeder neuen Anfrage einen eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>This address does not take {method}. It takes {allow}.</source>
        <translation>Diese Adresse nimmt kein {method}. Sie nimmt {allow}.</translation>
    </message>
    <message>
        <source>This call takes no body.</source>
        <translation>Dieser Aufruf nimmt keinen Inhalt.</translation>
    </message>
    <message>
        <source>This computer has no route to %1, so it cannot try whether the edge is reached there.</source>
        <translation>Dieser Computer hat keine Route zu %1 und kann deshalb nicht probieren, ob der Edge-Server dort erreichbar ist.</translation>
    </message>
    <message>
        <source>This engine lacks answers to {operations}. It is a fault of the program: report it to those who make it.</source>
        <translation>Dieser Engine fehlen Antworten auf {operations}. Das ist ein Fehler des Programms: Melden Sie ihn dem Hersteller.</translation>
    </message>
    <message>
        <source>This exists already. Choose another name.</source>
        <translation>Das gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>This is an address, not a host name. Enter only the name, for example {host}.</source>
        <translation>Das ist eine Adresse, kein Hostname. Geben Sie nur den Namen ein, zum Beispiel {host}.</translation>
    </message>
    <message>
        <source>This is not a genuine link of this cluster.</source>
        <translation>Das ist kein echter Link dieses Clusters.</translation>
    </message>
    <message>
        <source>This is not the address of a tracked link or pixel.</source>
        <translation>Das ist nicht die Adresse eines verfolgten Links oder Pixels.</translation>
    </message>
    <message>
        <source>This is the only cluster. Create another one before you delete it.</source>
        <translation>Das ist der einzige Cluster. Legen Sie einen anderen an, bevor Sie ihn löschen.</translation>
    </message>
    <message>
        <source>This listener is for this computer and does not answer to pages of {origin}.</source>
        <translation>Dieser Zugang ist für diesen Computer und antwortet Seiten von {origin} nicht.</translation>
    </message>
    <message>
        <source>This listener is for this computer and does not answer to {host}. Call it as localhost or 127.0.0.1; a proxy in front of it must send that as Host.</source>
        <translation>Dieser Zugang ist für diesen Computer und antwortet nicht auf {host}. Rufen Sie ihn als localhost oder 127.0.0.1 auf; ein Proxy davor muss das als Host senden.</translation>
    </message>
    <message>
        <source>This token may not do that. It needs the scope {scope}.</source>
        <translation>Dieses Token darf das nicht. Es braucht die Berechtigung {scope}.</translation>
    </message>
    <message>
        <source>This token waits for changes on {limit} connections already. End one of them, or ask without “wait”.</source>
        <translation>Dieses Token wartet schon auf {limit} Verbindungen auf Änderungen. Beenden Sie eine davon, oder fragen Sie ohne „wait“.</translation>
    </message>
    <message>
        <source>This was changed after you read it. Read it again, and repeat your change if it is still wanted.</source>
        <translation>Dies wurde geändert, nachdem Sie es gelesen haben. Lesen Sie es erneut, und wiederholen Sie Ihre Änderung, falls sie noch gewünscht ist.</translation>
    </message>
    <message>
        <source>To take the host back, publish this cluster&apos;s target %1 again and verify.</source>
        <translation>Um den Host zurückzuholen, veröffentlichen Sie wieder das Ziel %1 dieses Clusters und prüfen Sie.</translation>
    </message>
    <message>
        <source>Too many requests. Try again in {seconds} seconds.</source>
        <translation>Zu viele Anfragen. Versuchen Sie es in {seconds} Sekunden wieder.</translation>
    </message>
    <message>
        <source>Try it from another network, or remove the record of that address.</source>
        <translation>Versuchen Sie es aus einem anderen Netz, oder entfernen Sie den Eintrag dieser Adresse.</translation>
    </message>
    <message>
        <source>Waits for the wildcard record.</source>
        <translation>Wartet auf den Wildcard-Eintrag.</translation>
    </message>
    <message>
        <source>Waits to be mailed: %1. %2</source>
        <translation>Wartet auf den Mailversand: %1. %2</translation>
    </message>
    <message>
        <source>What answered is not an unMTA Tracking engine. Check the address.</source>
        <translation>Was geantwortet hat, ist keine unMTA-Tracking-Engine. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>What this address names has no ETag to compare, so If-Match cannot be kept here. Leave it out.</source>
        <translation>Was diese Adresse nennt, hat kein ETag zum Vergleichen, deshalb gilt If-Match hier nicht. Lassen Sie es weg.</translation>
    </message>
    <message>
        <source>Without encryption only what outbound.allow names is called, and {address} is not among it. Use https, or name the network there.</source>
        <translation>Unverschlüsselt wird nur aufgerufen, was outbound.allow nennt, und {address} ist nicht darunter. Verwenden Sie https, oder nennen Sie dort das Netz.</translation>
    </message>
    <message>
        <source>You may not use the engine&apos;s socket {address}. Run this as the engine&apos;s user or as an administrator, or give --engine and --token-file.</source>
        <translation>Sie dürfen den Socket {address} der Engine nicht benutzen. Führen Sie dies als Benutzer der Engine oder als Administrator aus, oder geben Sie --engine und --token-file an.</translation>
    </message>
    <message>
        <source>Your DNS provider appends %1 by itself. %2, edit the record and enter only %3 as its name.</source>
        <translation>Ihr DNS-Anbieter hängt %1 selbst an. %2 bearbeiten Sie den Eintrag und geben Sie als Namen nur %3 ein.</translation>
    </message>
    <message>
        <source>Your resolver %1 answers every name with %2; nothing that it says is believed.</source>
        <translation>Ihr Resolver %1 beantwortet jeden Namen mit %2; nichts, was er sagt, wird geglaubt.</translation>
    </message>
    <message>
        <source>Your resolver %1 still gives the right record, but not from the zone&apos;s own servers.</source>
        <translation>Ihr Resolver %1 gibt noch den richtigen Eintrag, aber nicht von den eigenen Servern der Zone.</translation>
    </message>
    <message>
        <source>a moment</source>
        <translation>einen Augenblick</translation>
    </message>
    <message>
        <source>a number of bits from 96 to 128</source>
        <translation>eine Zahl von Bits zwischen 96 und 128</translation>
    </message>
    <message>
        <source>a pattern has up to 200 characters of ASCII, none of them a capital</source>
        <translation>ein Muster hat bis zu 200 ASCII-Zeichen, keines davon ein Großbuchstabe</translation>
    </message>
    <message>
        <source>a proxy</source>
        <translation>einem Proxy</translation>
    </message>
    <message>
        <source>a range has up to 24 bits, of IPv6 up to 48</source>
        <translation>ein Bereich hat bis zu 24 Bits, bei IPv6 bis zu 48</translation>
    </message>
    <message>
        <source>a rule is of one kind</source>
        <translation>eine Regel hat eine Art</translation>
    </message>
    <message>
        <source>a rule&apos;s name has small letters, digits, _ and - only</source>
        <translation>der Name einer Regel hat nur Kleinbuchstaben, Ziffern, _ und -</translation>
    </message>
    <message>
        <source>a table has no more than %1 patterns</source>
        <translation>eine Tabelle hat nicht mehr als %1 Muster</translation>
    </message>
    <message>
        <source>account without status</source>
        <translation>Konto ohne Status</translation>
    </message>
    <message>
        <source>another tracking domain</source>
        <translation>eine andere Tracking-Domain</translation>
    </message>
    <message>
        <source>authorization for another name</source>
        <translation>Autorisierung für einen anderen Namen</translation>
    </message>
    <message>
        <source>authorization status %1</source>
        <translation>Status der Autorisierung: %1</translation>
    </message>
    <message>
        <source>certificate of content type %1</source>
        <translation>Zertifikat mit dem Inhaltstyp %1</translation>
    </message>
    <message>
        <source>challenge without status</source>
        <translation>Prüfung ohne Status</translation>
    </message>
    <message>
        <source>choose %1 or %2</source>
        <translation>wählen Sie %1 oder %2</translation>
    </message>
    <message>
        <source>content type %1</source>
        <translation>Inhaltstyp %1</translation>
    </message>
    <message>
        <source>enter only the name at its beginning</source>
        <translation>geben Sie nur den Namen an seinem Anfang ein</translation>
    </message>
    <message>
        <source>enter only what follows the word CNAME</source>
        <translation>geben Sie nur ein, was auf das Wort CNAME folgt</translation>
    </message>
    <message>
        <source>five columns with one tab between them are wanted, these are %1</source>
        <translation>verlangt sind fünf Spalten mit je einem Tabulator dazwischen, hier sind es %1</translation>
    </message>
    <message>
        <source>give SHA-256 fingerprints as 32 pairs of capital hexadecimal digits with colons</source>
        <translation>geben Sie SHA-256-Fingerabdrücke als 32 Paare großer Hexadezimalziffern mit Doppelpunkten an</translation>
    </message>
    <message>
        <source>give a DNS zone such as track.example.net</source>
        <translation>geben Sie eine DNS-Zone wie track.example.net an</translation>
    </message>
    <message>
        <source>give a bucket&apos;s name: 3 to 63 small letters, digits, dots and hyphens</source>
        <translation>geben Sie den Namen eines Buckets an: 3 bis 63 Kleinbuchstaben, Ziffern, Punkte und Bindestriche</translation>
    </message>
    <message>
        <source>give a duration between 1s and 24h</source>
        <translation>geben Sie eine Dauer zwischen 1s und 24h an</translation>
    </message>
    <message>
        <source>give a duration between 1s and 31d</source>
        <translation>geben Sie eine Dauer zwischen 1s und 31d an</translation>
    </message>
    <message>
        <source>give a duration of at least 1h, or forever</source>
        <translation>geben Sie eine Dauer von mindestens 1h an, oder unbegrenzt</translation>
    </message>
    <message>
        <source>give a list of statements</source>
        <translation>geben Sie eine Liste von Aussagen an</translation>
    </message>
    <message>
        <source>give a list with a statement for each app</source>
        <translation>geben Sie eine Liste mit einer Aussage für jede App an</translation>
    </message>
    <message>
        <source>give a list with an entry for each app</source>
        <translation>geben Sie eine Liste mit einem Eintrag für jede App an</translation>
    </message>
    <message>
        <source>give a mail address such as tracking@example.com</source>
        <translation>geben Sie eine Mailadresse wie tracking@example.com an</translation>
    </message>
    <message>
        <source>give a mail address such as you@example.com</source>
        <translation>geben Sie eine Mailadresse wie you@example.com an</translation>
    </message>
    <message>
        <source>give a number of bytes between 65536 and 268435456</source>
        <translation>geben Sie eine Zahl von Bytes zwischen 65536 und 268435456 an</translation>
    </message>
    <message>
        <source>give a path of at most 1000 characters</source>
        <translation>geben Sie einen Pfad mit höchstens 1000 Zeichen an</translation>
    </message>
    <message>
        <source>give a percentage such as 2%</source>
        <translation>geben Sie einen Anteil wie 2% an</translation>
    </message>
    <message>
        <source>give addresses or networks separated by commas, such as 10.1.0.0/16</source>
        <translation>geben Sie Adressen oder Netze durch Kommas getrennt an, etwa 10.1.0.0/16</translation>
    </message>
    <message>
        <source>give addresses or networks separated by commas, such as 192.0.2.0/24</source>
        <translation>geben Sie Adressen oder Netze durch Kommas getrennt an, etwa 192.0.2.0/24</translation>
    </message>
    <message>
        <source>give addresses separated by commas, such as 192.0.2.80, 2001:db8::80</source>
        <translation>geben Sie Adressen durch Kommas getrennt an, etwa 192.0.2.80, 2001:db8::80</translation>
    </message>
    <message>
        <source>give an https URL</source>
        <translation>geben Sie eine https-Adresse an</translation>
    </message>
    <message>
        <source>give an object</source>
        <translation>geben Sie ein Objekt an</translation>
    </message>
    <message>
        <source>give an object with applinks, webcredentials or appclips</source>
        <translation>geben Sie ein Objekt mit applinks, webcredentials oder appclips an</translation>
    </message>
    <message>
        <source>give android_app or web</source>
        <translation>geben Sie android_app oder web an</translation>
    </message>
    <message>
        <source>give apps as TEAM.BUNDLE, such as ABCDE12345.com.example.shop</source>
        <translation>geben Sie Apps als TEAM.BUNDLE an, etwa ABCDE12345.com.example.shop</translation>
    </message>
    <message>
        <source>give at most 200 letters, digits, “-”, “_” and “.”, with “/” between names</source>
        <translation>geben Sie höchstens 200 Buchstaben, Ziffern, „-“, „_“ und „.“ an, mit „/“ zwischen Namen</translation>
    </message>
    <message>
        <source>give auto, or a number from 1 to 256</source>
        <translation>geben Sie auto an, oder eine Zahl von 1 bis 256</translation>
    </message>
    <message>
        <source>give host names separated by commas</source>
        <translation>geben Sie Hostnamen durch Kommas getrennt an</translation>
    </message>
    <message>
        <source>give mail addresses separated by commas</source>
        <translation>geben Sie Mailadressen durch Kommas getrennt an</translation>
    </message>
    <message>
        <source>give one line of at most 2000 characters</source>
        <translation>geben Sie eine Zeile mit höchstens 2000 Zeichen an</translation>
    </message>
    <message>
        <source>give smtp://host:port or smtps://host:port, or nothing</source>
        <translation>geben Sie smtp://host:port oder smtps://host:port an, oder nichts</translation>
    </message>
    <message>
        <source>give system, or addresses such as 192.0.2.53:53 separated by commas</source>
        <translation>geben Sie system an, oder Adressen wie 192.0.2.53:53 durch Kommas getrennt</translation>
    </message>
    <message>
        <source>give the address of the service, such as https://s3.example.net</source>
        <translation>geben Sie die Adresse des Speicherdienstes an, etwa https://s3.example.net</translation>
    </message>
    <message>
        <source>give the app&apos;s package, such as com.example.shop</source>
        <translation>geben Sie das Paket der App an, etwa com.example.shop</translation>
    </message>
    <message>
        <source>give the https URL of an ACME directory</source>
        <translation>geben Sie die https-Adresse eines ACME-Verzeichnisses an</translation>
    </message>
    <message>
        <source>give the key&apos;s id as the service shows it</source>
        <translation>geben Sie die ID des Schlüssels an, wie der Speicherdienst sie zeigt</translation>
    </message>
    <message>
        <source>give the region&apos;s short name, such as eu-central-1</source>
        <translation>geben Sie den Kurznamen der Region an, etwa eu-central-1</translation>
    </message>
    <message>
        <source>give the secret that belongs to access_key</source>
        <translation>geben Sie das Geheimnis an, das zu access_key gehört</translation>
    </message>
    <message>
        <source>give the whole path of a directory, from / on</source>
        <translation>geben Sie den ganzen Pfad eines Verzeichnisses an, ab /</translation>
    </message>
    <message>
        <source>give the whole path of a file that the engine can read, or nothing</source>
        <translation>geben Sie den ganzen Pfad einer Datei an, die die Engine lesen kann, oder nichts</translation>
    </message>
    <message>
        <source>incomplete directory</source>
        <translation>unvollständiges Verzeichnis</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>es existiert nicht</translation>
    </message>
    <message>
        <source>it has a backslash in it</source>
        <translation>es ist ein Backslash darin</translation>
    </message>
    <message>
        <source>it has a blank in it</source>
        <translation>es ist ein Leerzeichen darin</translation>
    </message>
    <message>
        <source>it has a dot too many</source>
        <translation>es ist ein Punkt zu viel darin</translation>
    </message>
    <message>
        <source>it is in quotation marks</source>
        <translation>es steht in Anführungszeichen</translation>
    </message>
    <message>
        <source>it is no directory</source>
        <translation>es ist kein Verzeichnis</translation>
    </message>
    <message>
        <source>it is the whole line of a zone file</source>
        <translation>es ist die ganze Zeile einer Zonendatei</translation>
    </message>
    <message>
        <source>it is written as a web address</source>
        <translation>es ist als Webadresse geschrieben</translation>
    </message>
    <message>
        <source>it offers %1</source>
        <translation>angeboten wird %1</translation>
    </message>
    <message>
        <source>it offers none</source>
        <translation>angeboten wird keines</translation>
    </message>
    <message>
        <source>newAccount without Location</source>
        <translation>newAccount ohne Location</translation>
    </message>
    <message>
        <source>newNonce without nonce</source>
        <translation>newNonce ohne Nonce</translation>
    </message>
    <message>
        <source>newOrder without Location</source>
        <translation>newOrder ohne Location</translation>
    </message>
    <message>
        <source>no account</source>
        <translation>kein Konto</translation>
    </message>
    <message>
        <source>no port</source>
        <translation>keinem Port</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>es wurde kein Grund genannt</translation>
    </message>
    <message>
        <source>no record</source>
        <translation>kein Eintrag</translation>
    </message>
    <message>
        <source>only addresses tell of a data centre</source>
        <translation>nur Adressen verraten ein Rechenzentrum</translation>
    </message>
    <message>
        <source>order status %1</source>
        <translation>Status des Auftrags: %1</translation>
    </message>
    <message>
        <source>order without authorizations or finalize</source>
        <translation>Auftrag ohne authorizations oder finalize</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>remove https:// and whatever follows the name</source>
        <translation>entfernen Sie https:// und alles, was auf den Namen folgt</translation>
    </message>
    <message>
        <source>remove the backslash</source>
        <translation>entfernen Sie den Backslash</translation>
    </message>
    <message>
        <source>remove the blank before, in or behind the name</source>
        <translation>entfernen Sie das Leerzeichen vor, in oder hinter dem Namen</translation>
    </message>
    <message>
        <source>remove the quotation marks</source>
        <translation>entfernen Sie die Anführungszeichen</translation>
    </message>
    <message>
        <source>remove the second dot</source>
        <translation>entfernen Sie den zweiten Punkt</translation>
    </message>
    <message>
        <source>smtp.url cannot be used ({reason}). Write for example smtp://mail.example.com:587.</source>
        <translation>smtp.url kann nicht verwendet werden ({reason}). Schreiben Sie zum Beispiel smtp://mail.example.com:587.</translation>
    </message>
    <message>
        <source>status %1, %2</source>
        <translation>Status %1, %2</translation>
    </message>
    <message>
        <source>the CA asks for a key id and a key</source>
        <translation>die CA verlangt eine Schlüssel-ID und einen Schlüssel</translation>
    </message>
    <message>
        <source>the CA asks to wait</source>
        <translation>die CA bittet zu warten</translation>
    </message>
    <message>
        <source>the CA gave no reason</source>
        <translation>die CA hat keinen Grund genannt</translation>
    </message>
    <message>
        <source>the CA has not decided in time</source>
        <translation>die CA hat nicht rechtzeitig entschieden</translation>
    </message>
    <message>
        <source>the CA offers no HTTP-01 challenge</source>
        <translation>die CA bietet keine HTTP-01-Prüfung an</translation>
    </message>
    <message>
        <source>the account is</source>
        <translation>das Konto ist</translation>
    </message>
    <message>
        <source>the binding key is not base64url</source>
        <translation>der Schlüssel zur Bindung ist kein base64url</translation>
    </message>
    <message>
        <source>the certificate has expired</source>
        <translation>das Zertifikat ist abgelaufen</translation>
    </message>
    <message>
        <source>the certificate is for another key</source>
        <translation>das Zertifikat ist für einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>the certificate is for another name</source>
        <translation>das Zertifikat ist für einen anderen Namen</translation>
    </message>
    <message>
        <source>the certificate is not valid yet</source>
        <translation>das Zertifikat ist noch nicht gültig</translation>
    </message>
    <message>
        <source>the chain does not fit together</source>
        <translation>die Kette passt nicht zusammen</translation>
    </message>
    <message>
        <source>the engine may not write there</source>
        <translation>die Engine darf dort nicht schreiben</translation>
    </message>
    <message>
        <source>the key is not readable</source>
        <translation>der Schlüssel ist nicht lesbar</translation>
    </message>
    <message>
        <source>the lines of a rule stand together</source>
        <translation>die Zeilen einer Regel stehen beisammen</translation>
    </message>
    <message>
        <source>the name servers of %1</source>
        <translation>die Nameserver von %1</translation>
    </message>
    <message>
        <source>the order was finished before it began</source>
        <translation>der Auftrag war fertig, bevor er begann</translation>
    </message>
    <message>
        <source>the pattern is empty and would fit everybody</source>
        <translation>das Muster ist leer und würde auf alle passen</translation>
    </message>
    <message>
        <source>the source is missing</source>
        <translation>die Quelle fehlt</translation>
    </message>
    <message>
        <source>the third column is method, agent, address or header NAME</source>
        <translation>die dritte Spalte ist method, agent, address oder header NAME</translation>
    </message>
    <message>
        <source>the tracking domain %1</source>
        <translation>die Tracking-Domain %1</translation>
    </message>
    <message>
        <source>unusable challenge</source>
        <translation>unbrauchbare Prüfung</translation>
    </message>
    <message>
        <source>valid order without certificate</source>
        <translation>gültiger Auftrag ohne Zertifikat</translation>
    </message>
    <message>
        <source>which could not be followed</source>
        <translation>dem nicht weiter gefolgt werden konnte</translation>
    </message>
    <message>
        <source>whose DNSSEC signatures are not valid</source>
        <translation>dessen DNSSEC-Signaturen nicht gültig sind</translation>
    </message>
    <message>
        <source>{address} is not an address of this computer.</source>
        <translation>{address} ist keine Adresse dieses Computers.</translation>
    </message>
    <message>
        <source>{address} is not an address of this computer. Use one of its own addresses, or :: for all of them.</source>
        <translation>{address} ist keine Adresse dieses Computers. Verwenden Sie eine seiner eigenen Adressen, oder :: für alle.</translation>
    </message>
    <message>
        <source>{address} lies in a private or reserved network, where the engine does not connect. Use a public address, or have the operator allow the network.</source>
        <translation>{address} liegt in einem privaten oder reservierten Netz, mit dem sich die Engine nicht verbindet. Verwenden Sie eine öffentliche Adresse, oder lassen Sie den Betreiber das Netz erlauben.</translation>
    </message>
    <message>
        <source>{count} names are too many for one call. Give at most {most} at a time.</source>
        <translation>{count} Namen sind zu viele für einen Aufruf. Geben Sie höchstens {most} auf einmal an.</translation>
    </message>
    <message>
        <source>{field} is empty or contains characters that a link cannot carry. Correct it.</source>
        <translation>{field} ist leer oder enthält Zeichen, die ein Link nicht tragen kann. Berichtigen Sie es.</translation>
    </message>
    <message>
        <source>{field} is too long for a link. Shorten it to at most {limit} characters.</source>
        <translation>{field} ist zu lang für einen Link. Kürzen Sie es auf höchstens {limit} Zeichen.</translation>
    </message>
    <message>
        <source>{host} has no valid certificate yet, so the way to an https address would begin without encryption. Wait for the certificate, choose a host that has one, or allow http with allow_http.</source>
        <translation>{host} hat noch kein gültiges Zertifikat, der Weg zu einer https-Adresse würde also unverschlüsselt beginnen. Warten Sie auf das Zertifikat, wählen Sie einen Host, der eines hat, oder erlauben Sie http mit allow_http.</translation>
    </message>
    <message>
        <source>{listen} cannot be listened on ({reason}). Choose another place.</source>
        <translation>An {listen} kann nicht gelauscht werden ({reason}). Wählen Sie eine andere Stelle.</translation>
    </message>
    <message>
        <source>{name} cannot be “{value}”: {expected}.</source>
        <translation>{name} kann nicht „{value}“ sein: {expected}.</translation>
    </message>
    <message>
        <source>{name} has no subdomain. Use one of at least three parts, for example track.{name}.</source>
        <translation>{name} hat keine Subdomain. Verwenden Sie eine mit mindestens drei Teilen, zum Beispiel track.{name}.</translation>
    </message>
    <message>
        <source>{name} is already a tracking domain of this cluster.</source>
        <translation>{name} ist schon eine Tracking-Domain dieses Clusters.</translation>
    </message>
    <message>
        <source>{name} is an IP address. Enter a subdomain that you control, for example track.example.com.</source>
        <translation>{name} ist eine IP-Adresse. Geben Sie eine Subdomain ein, die Sie verwalten, zum Beispiel track.example.com.</translation>
    </message>
    <message>
        <source>{name} is not a DNS name. Use letters, digits, hyphens and dots, for example track.example.com.</source>
        <translation>{name} ist kein DNS-Name. Verwenden Sie Buchstaben, Ziffern, Bindestriche und Punkte, zum Beispiel track.example.com.</translation>
    </message>
    <message>
        <source>{name} is not a setting.</source>
        <translation>{name} ist keine Einstellung.</translation>
    </message>
    <message>
        <source>{name} is not a valid host name. Use letters, digits and hyphens, separated by dots; no label starts or ends with a hyphen.{fix}</source>
        <translation>{name} ist kein gültiger Hostname. Verwenden Sie Buchstaben, Ziffern und Bindestriche, durch Punkte getrennt; kein Teil beginnt oder endet mit einem Bindestrich.{fix}</translation>
    </message>
    <message>
        <source>{name} is not an active tracking domain of this cluster. Choose an active one, or leave the host out to use the default.</source>
        <translation>{name} ist keine aktive Tracking-Domain dieses Clusters. Wählen Sie eine aktive, oder lassen Sie den Host weg, um den Standard zu verwenden.</translation>
    </message>
    <message>
        <source>{name} is not verified yet. Publish its CNAME record and verify it; then it can be the default.</source>
        <translation>{name} ist noch nicht bestätigt. Veröffentlichen Sie den CNAME-Eintrag und prüfen Sie ihn; dann kann die Domain der Standard sein.</translation>
    </message>
    <message>
        <source>{name} is the domain itself, where no CNAME can stand. Use a subdomain, for example track.{name}.</source>
        <translation>{name} ist die Domain selbst, wo kein CNAME stehen kann. Verwenden Sie eine Subdomain, zum Beispiel track.{name}.</translation>
    </message>
    <message>
        <source>{name} lies under the target zone {zone}, whose records the sandbox makes itself. Use a name of your own domain.</source>
        <translation>{name} liegt unter der Zielzone {zone}, deren Einträge die Sandbox selbst macht. Verwenden Sie einen Namen Ihrer eigenen Domain.</translation>
    </message>
    <message>
        <source>{name} lies under {zone}, which belongs to this server itself. Use a subdomain of your own domain.</source>
        <translation>{name} liegt unter {zone}, das diesem Server selbst gehört. Verwenden Sie eine Subdomain Ihrer eigenen Domain.</translation>
    </message>
    <message>
        <source>{path} cannot be read. Check its owner and permissions.</source>
        <translation>{path} ist nicht lesbar. Prüfen Sie Besitzer und Rechte.</translation>
    </message>
    <message>
        <source>{path} is not a whole copy of a store: {file} is missing. Name the directory that unmta-ctl backup made.</source>
        <translation>{path} ist keine vollständige Kopie eines Datenspeichers: {file} fehlt. Nennen Sie das Verzeichnis, das unmta-ctl backup angelegt hat.</translation>
    </message>
    <message>
        <source>{path} is not empty. Name a directory that is missing or empty for the copy.</source>
        <translation>{path} ist nicht leer. Nennen Sie für die Kopie ein Verzeichnis, das fehlt oder leer ist.</translation>
    </message>
    <message>
        <source>{path} is the copy {copy} itself, or lies in it, and a copy is only read. Name the data directory that it should become the store of.</source>
        <translation>{path} ist die Kopie {copy} selbst oder liegt in ihr, und eine Kopie wird nur gelesen. Nennen Sie das Datenverzeichnis, dessen Datenspeicher sie werden soll.</translation>
    </message>
    <message>
        <source>{protocol} is not a protocol that may be used here. Use https.</source>
        <translation>{protocol} ist kein Protokoll, das hier verwendet werden darf. Verwenden Sie https.</translation>
    </message>
    <message>
        <source>{scope} is not a scope. Use admin, read or rewrite.</source>
        <translation>{scope} ist keine Berechtigung. Verwenden Sie admin, read oder rewrite.</translation>
    </message>
    <message>
        <source>{type} is not a type that the simulated provider takes. Use CNAME, A, AAAA, NS, TXT, MX or DNAME.</source>
        <translation>{type} ist kein Typ, den der simulierte Anbieter nimmt. Verwenden Sie CNAME, A, AAAA, NS, TXT, MX oder DNAME.</translation>
    </message>
    <message>
        <source>{type} is not among the types. Use event.open, event.click, domain.verified, domain.warning, domain.recovered, domain.downgraded, domain.deleted, certificate.issued, certificate.failed or monitor.held.</source>
        <translation>{type} ist nicht unter den Arten. Verwenden Sie event.open, event.click, domain.verified, domain.warning, domain.recovered, domain.downgraded, domain.deleted, certificate.issued, certificate.failed oder monitor.held.</translation>
    </message>
    <message>
        <source>{url} is not a usable address. Write for example https://example.com/path.</source>
        <translation>{url} ist keine brauchbare Adresse. Schreiben Sie zum Beispiel https://example.com/pfad.</translation>
    </message>
    <message>
        <source>“%1” has a netmask, give the number of its bits</source>
        <translation>„%1“ hat eine Netzmaske, geben Sie die Zahl ihrer Bits an</translation>
    </message>
    <message>
        <source>“%1” has leading zeros, give %2</source>
        <translation>„%1“ hat führende Nullen, geben Sie %2 an</translation>
    </message>
    <message>
        <source>“%1” is IPv4 written as IPv6, give %2</source>
        <translation>„%1“ ist als IPv6 geschriebenes IPv4, geben Sie %2 an</translation>
    </message>
    <message>
        <source>“%1” is a name, give its addresses</source>
        <translation>„%1“ ist ein Name, geben Sie seine Adressen an</translation>
    </message>
    <message>
        <source>“%1” is a network, give its addresses;</source>
        <translation>„%1“ ist ein Netz, geben Sie seine Adressen an;</translation>
    </message>
    <message>
        <source>“%1” is more than one, put commas between them</source>
        <translation>„%1“ ist mehr als eines, setzen Sie Kommas dazwischen</translation>
    </message>
    <message>
        <source>“%1” is no kind</source>
        <translation>„%1“ ist keine Art</translation>
    </message>
    <message>
        <source>“%1” is no range of addresses</source>
        <translation>„%1“ ist kein Adressbereich</translation>
    </message>
    <message>
        <source>“%1” is not whole, give all four numbers</source>
        <translation>„%1“ ist unvollständig, geben Sie alle vier Zahlen an</translation>
    </message>
    <message>
        <source>“%1” names a port, give %2 alone</source>
        <translation>„%1“ nennt einen Port, geben Sie nur %2 an</translation>
    </message>
    <message>
        <source>“%1” names an interface, give %2 alone</source>
        <translation>„%1“ nennt eine Schnittstelle, geben Sie nur %2 an</translation>
    </message>
    <message>
        <source>“%1” needs a number of bits from %2 to %3</source>
        <translation>„%1“ braucht eine Zahl von Bits zwischen %2 und %3</translation>
    </message>
    <message>
        <source>“localhost” is a name, give 127.0.0.1 and ::1</source>
        <translation>„localhost“ ist ein Name, geben Sie 127.0.0.1 und ::1 an</translation>
    </message>
    <message>
        <source>“{address}” is not a mail address. Write for example postmaster@example.com.</source>
        <translation>„{address}“ ist keine Mailadresse. Schreiben Sie zum Beispiel postmaster@example.com.</translation>
    </message>
    <message>
        <source>“{address}” is not the address of an engine. Write for example https://engine.example.com:8089.</source>
        <translation>„{address}“ ist nicht die Adresse einer Engine. Schreiben Sie zum Beispiel https://engine.example.com:8089.</translation>
    </message>
    <message>
        <source>“{command}” failed, and the commands after it were not run. Mend what it complained of, then run setup again.</source>
        <translation>„{command}“ ist fehlgeschlagen, und die Befehle danach wurden nicht ausgeführt. Beheben Sie, was beanstandet wurde, dann führen Sie setup erneut aus.</translation>
    </message>
    <message>
        <source>“{host}” is not a host name, or there are more than 1000 of them.</source>
        <translation>„{host}“ ist kein Hostname, oder es sind mehr als 1000.</translation>
    </message>
    <message>
        <source>“{listen}” is not a place to listen. Write for example inet:127.0.0.1:8894 or unix:/run/unmta-milter/milter.sock.</source>
        <translation>„{listen}“ ist keine Stelle zum Lauschen. Schreiben Sie zum Beispiel inet:127.0.0.1:8894 oder unix:/run/unmta-milter/milter.sock.</translation>
    </message>
    <message>
        <source>“{name}” cannot be asked for in DNS. Check the name.</source>
        <translation>„{name}“ lässt sich in DNS nicht erfragen. Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>“{name}” is not the name of a header field. Use letters, digits and hyphens.</source>
        <translation>„{name}“ ist nicht der Name eines Kopffelds. Verwenden Sie Buchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>“{network}” is not a network. Write for example 10.1.0.0/16.</source>
        <translation>„{network}“ ist kein Netz. Schreiben Sie zum Beispiel 10.1.0.0/16.</translation>
    </message>
    <message>
        <source>“{path}” is not an absolute path. Write the whole path of a directory on the engine&apos;s computer.</source>
        <translation>„{path}“ ist kein absoluter Pfad. Schreiben Sie den ganzen Pfad eines Verzeichnisses auf dem Computer der Engine.</translation>
    </message>
    <message>
        <source>“{server}” is not the address of a name server. Write for example 192.0.2.53:53.</source>
        <translation>„{server}“ ist nicht die Adresse eines Nameservers. Schreiben Sie zum Beispiel 192.0.2.53:53.</translation>
    </message>
    <message>
        <source>“{server}” is not the address of a resolver. Write system, or for example 192.0.2.53:53, several with commas.</source>
        <translation>„{server}“ ist nicht die Adresse eines Resolvers. Schreiben Sie system, oder zum Beispiel 192.0.2.53:53, mehrere mit Kommas.</translation>
    </message>
    <message>
        <source>“{value}” does not fit this type of record: a CNAME takes a host name, an A record an IPv4 address, an AAAA record an IPv6 address.</source>
        <translation>„{value}“ passt nicht zu diesem Typ von Eintrag: Ein CNAME nimmt einen Hostnamen, ein A-Eintrag eine IPv4-Adresse, ein AAAA-Eintrag eine IPv6-Adresse.</translation>
    </message>
    <message>
        <source>“{value}” is not a duration. Write a number with a unit, for example 30s, 15m, 24h or 90d.</source>
        <translation>„{value}“ ist keine Dauer. Schreiben Sie eine Zahl mit Einheit, zum Beispiel 30s, 15m, 24h oder 90d.</translation>
    </message>
    <message>
        <source>“{value}” is not a setting with its value. Write for example --set monitor.interval=24h.</source>
        <translation>„{value}“ ist keine Einstellung mit Wert. Schreiben Sie zum Beispiel --set monitor.interval=24h.</translation>
    </message>
    <message>
        <source>*.%1. 3600 IN A &lt;the public address of this computer&gt;</source>
        <translation>*.%1. 3600 IN A &lt;die öffentliche Adresse dieses Computers&gt;</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Bei %1</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tagen</translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation>%1 Stunden</translation>
    </message>
    <message>
        <source>%1 leads to %2, which are not addresses of this computer.</source>
        <translation>%1 führt zu %2; das sind keine Adressen dieses Computers.</translation>
    </message>
    <message>
        <source>%1 leads to %2, which are not among edge.public_addresses.</source>
        <translation>%1 führt zu %2; das steht nicht in edge.public_addresses.</translation>
    </message>
    <message>
        <source>%1 leads to %2, which is not among edge.public_addresses.</source>
        <translation>%1 führt zu %2; das steht nicht in edge.public_addresses.</translation>
    </message>
    <message>
        <source>%1 leads to %2, which is not an address of this computer.</source>
        <translation>%1 führt zu %2; das ist keine Adresse dieses Computers.</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 Sekunden</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 seconds ahead of the certificate authority&apos;s.</source>
        <translation>Die Uhr dieses Computers geht gegenüber der der Zertifizierungsstelle %1 Sekunden vor.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 seconds behind the certificate authority&apos;s.</source>
        <translation>Die Uhr dieses Computers geht gegenüber der der Zertifizierungsstelle %1 Sekunden nach.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}). Choose another place.</source>
        <translation>{path} kann nicht geschrieben werden ({reason}). Wählen Sie eine andere Stelle.</translation>
    </message>
    <message>
        <source>“{value}” is not an address with a port. Write for example 127.0.0.1:8080 or [::1]:8080.</source>
        <translation>„{value}“ ist keine Adresse mit Port. Schreiben Sie zum Beispiel 127.0.0.1:8080 oder [::1]:8080.</translation>
    </message>
    <message>
        <source>Look at the relay&apos;s address, encryption, user and password, and at the sender&apos;s address, then try again.</source>
        <translation>Sehen Sie sich Adresse, Verschlüsselung, Benutzer und Passwort des Relays und die Adresse des Absenders an, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Relay: %1</source>
        <translation>Mail-Relay: %1</translation>
    </message>
    <message>
        <source>See whether it arrives.</source>
        <translation>Sehen Sie nach, ob sie ankommt.</translation>
    </message>
    <message>
        <source>The test mail was not sent. %1</source>
        <translation>Die Testmail wurde nicht gesendet. %1</translation>
    </message>
    <message>
        <source>{value} recipients cannot be played. Give a number from 1 to {most}.</source>
        <translation>{value} Empfänger können nicht gespielt werden. Geben Sie eine Zahl von 1 bis {most} an.</translation>
    </message>
    <message>
        <source>A password in the store&apos;s address can be read by everybody on this computer. Write it into a file of its own, and name that with --store-password-file or UNMTA_STORE_PASSWORD_FILE.</source>
        <translation>Ein Passwort in der Adresse des Speichers kann jeder auf diesem Rechner lesen. Schreiben Sie es in eine eigene Datei, und nennen Sie diese mit --store-password-file oder UNMTA_STORE_PASSWORD_FILE.</translation>
    </message>
    <message>
        <source>The store {path} is in use by an engine, or by somebody who moves it. Wait for the end of that, or stop it.</source>
        <translation>Auf dem Speicher {path} arbeitet eine Engine, oder jemand zieht ihn um. Warten Sie das Ende ab, oder beenden Sie es.</translation>
    </message>
    <message>
        <source>Another engine works on the store {path} with this data directory, or with a copy of it. Each node needs a data directory of its own: begin with an empty one, and put a copy of master.key into it.</source>
        <translation>Eine andere Engine arbeitet mit diesem Datenverzeichnis oder einer Kopie davon auf dem Speicher {path}. Jeder Knoten braucht ein eigenes Datenverzeichnis: Beginnen Sie mit einem leeren, und legen Sie eine Kopie von master.key hinein.</translation>
    </message>
    <message>
        <source>Another node does this at present. Try again in a moment, if you have asked for it.</source>
        <translation>Das tut zurzeit ein anderer Knoten. Versuchen Sie es gleich noch einmal, wenn Sie darum gebeten haben.</translation>
    </message>
    <message>
        <source>No password can be read from {path} ({reason}). Write it into the file&apos;s first line.</source>
        <translation>Aus {path} kann kein Passwort gelesen werden ({reason}). Schreiben Sie es in die erste Zeile der Datei.</translation>
    </message>
    <message>
        <source>Qt&apos;s driver for PostgreSQL is missing. Install it: on Debian and Ubuntu the package libqt6sql6-psql.</source>
        <translation>Der Qt-Treiber für PostgreSQL fehlt. Installieren Sie ihn: unter Debian und Ubuntu das Paket libqt6sql6-psql.</translation>
    </message>
    <message>
        <source>The database {path} does not answer. Links go on working; see whether it runs and can be reached from here. The engine goes on by itself once it answers.</source>
        <translation>Die Datenbank {path} antwortet nicht. Links funktionieren weiter; sehen Sie nach, ob sie läuft und von hier erreichbar ist. Die Engine macht von selbst weiter, sobald sie antwortet.</translation>
    </message>
    <message>
        <source>The store is on the server {path}. Copy it with the server&apos;s own tools (pg_dump), and keep master.key with it.</source>
        <translation>Der Speicher liegt auf dem Server {path}. Sichern Sie ihn mit dessen eigenen Werkzeugen (pg_dump), und bewahren Sie master.key dazu auf.</translation>
    </message>
    <message>
        <source>“{value}” is no place for a store: {reason}. Write for example postgresql://unmta@db.example.net/unmta?sslmode=verify-full.</source>
        <translation>„{value}“ ist kein Ort für einen Speicher: {reason}. Schreiben Sie zum Beispiel postgresql://unmta@db.example.net/unmta?sslmode=verify-full.</translation>
    </message>
    <message>
        <source>The engine&apos;s certificate at {address} is good from {from} until {until}, which is not now. Check the clocks of both computers.</source>
        <translation>Das Zertifikat der Engine unter {address} gilt von {from} bis {until}, also nicht jetzt. Prüfen Sie die Uhren beider Computer.</translation>
    </message>
    <message>
        <source>The token could not be kept in {path} ({reason}). It is used until this console ends.</source>
        <translation>Das Token ließ sich nicht in {path} aufbewahren ({reason}). Es wird verwendet, bis diese Konsole endet.</translation>
    </message>
    <message>
        <source>Whoever answers at {address} shows another certificate than the one that you trusted. Nothing was sent there.</source>
        <translation>Wer unter {address} antwortet, zeigt ein anderes Zertifikat als das, dem Sie vertraut haben. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>Events in {path} have not arrived on the server yet. Start the engine until its metric unmta_events_unmerged is 0, stop it, then try again.</source>
        <translation>Ereignisse in {path} sind noch nicht auf dem Server angekommen. Starten Sie die Engine, bis ihre Kennzahl unmta_events_unmerged 0 ist, halten Sie sie an, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The store in {path} has moved to {to}. Start the engine with --store and that address. To go on with the files as they were at that time, remove {file}.</source>
        <translation>Der Speicher in {path} ist nach {to} umgezogen. Starten Sie die Engine mit --store und dieser Adresse. Um mit den Dateien vom damaligen Stand weiterzumachen, entfernen Sie {file}.</translation>
    </message>
    <message>
        <source>The store on {path} has something in it already (table {table}). Name an empty database, or another schema in it with ?schema=NAME.</source>
        <translation>Im Speicher auf {path} ist schon etwas (Tabelle {table}). Nennen Sie eine leere Datenbank oder mit ?schema=NAME ein anderes Schema darin.</translation>
    </message>
    <message>
        <source>There is no store in {path} that an engine has used. Name the data directory with --data-dir, or the server with --from.</source>
        <translation>In {path} ist kein Speicher, den eine Engine benutzt hat. Nennen Sie mit --data-dir das Datenverzeichnis oder mit --from den Server.</translation>
    </message>
    <message>
        <source>{found} of {expected} rows of the table {table} have arrived, so nothing was moved. It is a fault of the program: report it to those who make it.</source>
        <translation>Von {expected} Zeilen der Tabelle {table} sind {found} angekommen, deshalb ist nichts umgezogen. Das ist ein Fehler des Programms: melden Sie ihn denen, die es machen.</translation>
    </message>
    <message>
        <source>A store is moved only by somebody on the engine&apos;s own computer. Run unmta-ctl store move there.</source>
        <translation>Ein Speicher wird nur von jemandem auf dem Rechner der Engine selbst umgezogen. Führen Sie dort unmta-ctl store move aus.</translation>
    </message>
    <message>
        <source>The engine has changed something while its store was moved, perhaps because it was started anew. Nothing was moved; try again.</source>
        <translation>Die Engine hat während des Umzugs etwas an ihrem Speicher geändert, vielleicht weil sie neu gestartet wurde. Nichts ist umgezogen; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The store is being moved, and nothing in it is changed meanwhile. Links go on working; try again in a minute.</source>
        <translation>Der Speicher zieht um, und solange wird darin nichts geändert. Links funktionieren weiter; versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>{path} belongs to another version of this program. Use unmta-ctl and unmta-engine of one version, or stop the engine.</source>
        <translation>{path} gehört zu einer anderen Version dieses Programms. Verwenden Sie unmta-ctl und unmta-engine in derselben Version, oder halten Sie die Engine an.</translation>
    </message>
    <message>
        <source>%1, add a record of type CNAME with the name %2 and the expected value%3.%4 New records usually show within minutes, at the latest within 48 hours.</source>
        <translation>%1 fügen Sie einen Eintrag vom Typ CNAME hinzu, mit dem Namen %2 und dem erwarteten Wert%3.%4 Neue Einträge sind meist nach Minuten zu sehen, spätestens nach 48 Stunden.</translation>
    </message>
    <message>
        <source>%1, change the value of the CNAME record %2 to the expected one%3.</source>
        <translation>%1 ändern Sie den Wert des CNAME-Eintrags %2 in den erwarteten%3.</translation>
    </message>
    <message>
        <source>%1, change the value of the CNAME record %2 to the expected one%3.%4</source>
        <translation>%1 ändern Sie den Wert des CNAME-Eintrags %2 in den erwarteten%3.%4</translation>
    </message>
    <message>
        <source>%1, change the value of the CNAME record %2 to the expected one%3.%4 If it is meant to lead there by way of %5, see whether the name servers of %5 are in order; the check is repeated by itself.</source>
        <translation>%1 ändern Sie den Wert des CNAME-Eintrags %2 in den erwarteten%3.%4 Soll er auf dem Weg über %5 dorthin führen, prüfen Sie, ob die Nameserver von %5 in Ordnung sind; die Prüfung wird von selbst wiederholt.</translation>
    </message>
    <message>
        <source>%1, edit the CNAME record %2 and %3, so that its value is the expected one%4.</source>
        <translation>%1 bearbeiten Sie den CNAME-Eintrag %2: %3, sodass er den erwarteten Wert hat%4.</translation>
    </message>
    <message>
        <source>%1, edit the CNAME record %2 and end its value with a dot%3.</source>
        <translation>%1 bearbeiten Sie den CNAME-Eintrag %2 und beenden Sie seinen Wert mit einem Punkt%3.</translation>
    </message>
    <message>
        <source>%1, edit the CNAME record %2 and paste the whole expected value%3.</source>
        <translation>%1 bearbeiten Sie den CNAME-Eintrag %2 und fügen Sie den ganzen erwarteten Wert ein%3.</translation>
    </message>
    <message>
        <source>%1, keep one CNAME record named %2 with the expected value%3, and remove every other record of that name.</source>
        <translation>%1 behalten Sie einen CNAME-Eintrag namens %2 mit dem erwarteten Wert%3, und entfernen Sie jeden anderen Eintrag dieses Namens.</translation>
    </message>
    <message>
        <source>%1, let the CNAME record %2 lead straight to the expected value%3.</source>
        <translation>%1 lassen Sie den CNAME-Eintrag %2 direkt zum erwarteten Wert führen%3.</translation>
    </message>
    <message>
        <source>%1, remove the A and AAAA records named %2 and add a CNAME record with the expected value%3.%4</source>
        <translation>%1 entfernen Sie die A- und AAAA-Einträge namens %2 und legen Sie einen CNAME-Eintrag an, mit dem erwarteten Wert%3.%4</translation>
    </message>
    <message>
        <source>%1, replace the ALIAS, ANAME or flattened record %2 with a plain CNAME record whose value is the expected one%3.%4</source>
        <translation>%1 ersetzen Sie den ALIAS-, ANAME- oder abgeflachten Eintrag %2 durch einen einfachen CNAME-Eintrag mit dem erwarteten Wert%3.%4</translation>
    </message>
    <message>
        <source>%1, replace the value of the CNAME record %2 by the new value%3.%4</source>
        <translation>%1 ersetzen Sie den Wert des CNAME-Eintrags %2 durch den neuen Wert%3.%4</translation>
    </message>
    <message>
        <source>, as for every name</source>
        <translation>, wie zu jedem Namen</translation>
    </message>
    <message>
        <source>No resolver gave an answer (asked: %1), so that nothing is known about the record of %2.</source>
        <translation>Kein Resolver hat geantwortet (gefragt: %1), daher ist über den Eintrag von %2 nichts bekannt.</translation>
    </message>
    <message>
        <source>See whether %1 can be reached from the engine&apos;s computer, or enter other resolvers in the setting dns.resolvers. The check is repeated by itself.</source>
        <translation>Prüfen Sie, ob %1 vom Computer der Engine aus erreichbar ist, oder geben Sie in der Einstellung dns.resolvers andere Resolver an. Die Prüfung wird von selbst wiederholt.</translation>
    </message>
    <message>
        <source>Switch the proxy off for %1, so that its CNAME record leads straight to the expected value%2.</source>
        <translation>Schalten Sie den Proxy für %1 ab, sodass der CNAME-Eintrag direkt zum erwarteten Wert führt%2.</translation>
    </message>
    <message>
        <source>The DNS servers give different answers for %1.</source>
        <translation>Die DNS-Server geben zu %1 verschiedene Antworten.</translation>
    </message>
    <message>
        <source>The DNS servers give different answers for %1; some have no record yet, or no longer.</source>
        <translation>Die DNS-Server geben zu %1 verschiedene Antworten; manche haben noch keinen Eintrag oder keinen mehr.</translation>
    </message>
    <message>
        <source>The chain of CNAME records that begins at %1 is longer than 16 steps.</source>
        <translation>Die Kette der CNAME-Einträge, die bei %1 beginnt, ist länger als 16 Schritte.</translation>
    </message>
    <message>
        <source>could not answer</source>
        <translation>konnte nicht antworten</translation>
    </message>
    <message>
        <source>does not serve this zone</source>
        <translation>bedient diese Zone nicht</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>no such name</source>
        <translation>den Namen gibt es nicht</translation>
    </message>
    <message>
        <source>This engine has its store to itself. Nodes are engines that share a store on PostgreSQL.</source>
        <translation>Diese Engine hat ihren Speicher für sich allein. Knoten sind Engines, die sich einen Speicher auf PostgreSQL teilen.</translation>
    </message>
    <message>
        <source>This node has given a sign of life a moment ago. Stop its engine first.</source>
        <translation>Dieser Knoten hat sich eben noch gemeldet. Beenden Sie zuerst seine Engine.</translation>
    </message>
    <message>
        <source>This node is being drained: nobody should be led to it. unmta-ctl node resume ends that.</source>
        <translation>Dieser Knoten wird aus dem Betrieb genommen: Niemand sollte zu ihm geleitet werden. unmta-ctl node resume beendet das.</translation>
    </message>
    <message>
        <source>Engines of an older release work on the store {path}, and they and this one understand no schema together. Upgrade them release by release, or stop them first.</source>
        <translation>Engines einer älteren Version arbeiten mit dem Datenspeicher {path}, und es gibt kein Schema, das sie und diese gemeinsam verstehen. Bringen Sie sie Version für Version auf den neuen Stand, oder beenden Sie sie vorher.</translation>
    </message>
    <message>
        <source>Node %1 does the upkeep from now on, in place of %2.</source>
        <translation>Die Instandhaltung macht ab jetzt der Knoten %1 an Stelle von %2.</translation>
    </message>
    <message>
        <source>Node %1 is new here.</source>
        <translation>Der Knoten %1 ist neu hier.</translation>
    </message>
    <message>
        <source>Node %1 was removed by %2.</source>
        <translation>Der Knoten %1 wurde entfernt von: %2.</translation>
    </message>
    <message>
        <source>Node %1 was taken into service again by %2.</source>
        <translation>Der Knoten %1 wurde wieder in Betrieb genommen von: %2.</translation>
    </message>
    <message>
        <source>Node %1 was taken out of service by %2.</source>
        <translation>Der Knoten %1 wurde aus dem Betrieb genommen von: %2.</translation>
    </message>
</context>
<context>
    <name>EngineMessages</name>
    <message>
        <source>The place</source>
        <translation>Der Ort</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The address</source>
        <translation>Die Adresse</translation>
    </message>
    <message>
        <source>The port</source>
        <translation>Der Port</translation>
    </message>
    <message>
        <source>What the system said</source>
        <translation>Was das System meldete</translation>
    </message>
    <message>
        <source>The engine could not start</source>
        <translation>Die Engine konnte nicht starten</translation>
    </message>
    <message>
        <source>Until it runs, links in delivered mail do not work, and nothing is recorded.</source>
        <translation>Bis sie läuft, funktionieren Links in zugestellter Mail nicht, und nichts wird aufgezeichnet.</translation>
    </message>
    <message>
        <source>The data directory</source>
        <translation>Das Datenverzeichnis</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The copy is the store now</source>
        <translation>Die Kopie ist jetzt der Datenspeicher</translation>
    </message>
    <message>
        <source>The copy was not restored</source>
        <translation>Die Kopie wurde nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>The engine runs with it again.</source>
        <translation>Die Engine läuft wieder, mit ihr.</translation>
    </message>
    <message>
        <source>The store of before is kept. Delete it when nobody needs it any more.</source>
        <translation>Der bisherige Datenspeicher ist aufbewahrt. Löschen Sie ihn, wenn ihn niemand mehr braucht.</translation>
    </message>
    <message>
        <source>The store of before</source>
        <translation>Der bisherige Datenspeicher</translation>
    </message>
    <message>
        <source>The engine runs with the store of before; nothing was changed.</source>
        <translation>Die Engine läuft mit dem bisherigen Datenspeicher; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The copy</source>
        <translation>Die Kopie</translation>
    </message>
    <message>
        <source>The engine runs as a service now</source>
        <translation>Die Engine läuft jetzt als Dienst</translation>
    </message>
    <message>
        <source>It ends when you log off, because this user may not leave services behind.</source>
        <translation>Sie endet, wenn Sie sich abmelden, weil dieser Benutzer keine Dienste zurücklassen darf.</translation>
    </message>
    <message>
        <source>To change that, an administrator runs the command below.</source>
        <translation>Um das zu ändern, führt ein Administrator den Befehl unten aus.</translation>
    </message>
    <message>
        <source>The administrator&apos;s command</source>
        <translation>Der Befehl für den Administrator</translation>
    </message>
    <message>
        <source>It goes on when you log off, and starts with the computer.</source>
        <translation>Sie läuft weiter, wenn Sie sich abmelden, und startet mit dem Computer.</translation>
    </message>
    <message>
        <source>Start this console again to look at it.</source>
        <translation>Starten Sie diese Konsole wieder, um sie zu sehen.</translation>
    </message>
    <message>
        <source>The engine did not become a service</source>
        <translation>Die Engine wurde nicht zum Dienst</translation>
    </message>
    <message>
        <source>It goes on within this console, as before.</source>
        <translation>Sie läuft wie bisher in dieser Konsole weiter.</translation>
    </message>
    <message>
        <source>The documentation is not installed here</source>
        <translation>Die Dokumentation ist hier nicht installiert</translation>
    </message>
    <message>
        <source>It can be read in a terminal.</source>
        <translation>Sie lässt sich in einem Terminal lesen.</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>Der Befehl</translation>
    </message>
    <message>
        <source>No program opens the documentation</source>
        <translation>Kein Programm öffnet die Dokumentation</translation>
    </message>
    <message>
        <source>Open this file in a browser.</source>
        <translation>Öffnen Sie diese Datei in einem Browser.</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>This tracking domain does not exist any more.</source>
        <translation>Diese Tracking-Domain gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This does not exist any more.</source>
        <translation>Das gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The engine does not know this token.</source>
        <translation>Die Engine kennt dieses Token nicht.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>FieldCheck</name>
    <message>
        <source>“%1” is not a duration. %2</source>
        <translation>„%1“ ist keine Dauer. %2</translation>
    </message>
    <message>
        <source>Give a DNS zone such as track.example.net.</source>
        <translation>Geben Sie eine DNS-Zone wie track.example.net an.</translation>
    </message>
    <message>
        <source>“%1” is no host name. Give names separated by commas.</source>
        <translation>„%1“ ist kein Hostname. Geben Sie Namen durch Kommas getrennt an.</translation>
    </message>
    <message>
        <source>“%1” is neither an address nor a network such as 192.0.2.0/24.</source>
        <translation>„%1“ ist weder eine Adresse noch ein Netz wie 192.0.2.0/24.</translation>
    </message>
    <message>
        <source>“%1” is no address. Give addresses such as 192.0.2.7 or 2001:db8::7.</source>
        <translation>„%1“ ist keine Adresse. Geben Sie Adressen wie 192.0.2.7 oder 2001:db8::7 an.</translation>
    </message>
    <message>
        <source>Give a share between 0% and 100%, for example 2%.</source>
        <translation>Geben Sie einen Anteil zwischen 0% und 100% an, zum Beispiel 2%.</translation>
    </message>
    <message>
        <source>Give a whole address that begins with https://.</source>
        <translation>Geben Sie eine vollständige Adresse an, die mit https:// beginnt.</translation>
    </message>
    <message>
        <source>Give an address such as smtp://mail.example.com:587.</source>
        <translation>Geben Sie eine Adresse wie smtp://mail.example.com:587 an.</translation>
    </message>
    <message>
        <source>“%1” is no mail address.</source>
        <translation>„%1“ ist keine Mailadresse.</translation>
    </message>
    <message>
        <source>“%1” is no resolver. Give “%2”, or addresses such as 192.0.2.53:53.</source>
        <translation>„%1“ ist kein Resolver. Geben Sie „%2“ oder Adressen wie 192.0.2.53:53 an.</translation>
    </message>
    <message>
        <source>Give “%1”, or a number from 1 to 256.</source>
        <translation>Geben Sie „%1“ an, oder eine Zahl von 1 bis 256.</translation>
    </message>
    <message>
        <source>Give between 1 second and 31 days, for example 1 day.</source>
        <translation>Geben Sie eine Dauer zwischen 1 Sekunde und 31 Tagen an, zum Beispiel 1 Tag.</translation>
    </message>
    <message>
        <source>Give at least 1 hour, for example 90 days, or “%1”.</source>
        <translation>Geben Sie mindestens 1 Stunde an, zum Beispiel 90 Tage, oder „%1“.</translation>
    </message>
</context>
<context>
    <name>ForgetDialog</name>
    <message>
        <source>Forget the connection to %1</source>
        <translation>Verbindung mit %1 vergessen</translation>
    </message>
    <message>
        <source>This computer forgets the address, the token and the certificate. The engine goes on, and the token stays valid until it is revoked there.</source>
        <translation>Dieser Computer vergisst die Adresse, das Token und das Zertifikat. Die Engine läuft weiter, und das Token gilt, bis es dort widerrufen wird.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 Tagen</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>tomorrow %1</source>
        <translation>morgen %1</translation>
    </message>
</context>
<context>
    <name>Guides</name>
    <message>
        <source>en</source>
        <extracomment>Where this language&apos;s guides are: the code of the language.</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>MailServers</name>
    <message>
        <source>unmta-milter runs beside it and rewrites each message on its way out.</source>
        <translation>unmta-milter läuft daneben und schreibt jede ausgehende Nachricht um.</translation>
    </message>
    <message>
        <source>It asks the engine by HTTP for each message.</source>
        <translation>Er fragt die Engine bei jeder Nachricht über HTTP.</translation>
    </message>
    <message>
        <source>A transport filter hands each message to unmta-ctl on its way out.</source>
        <translation>Ein Transportfilter gibt jede ausgehende Nachricht an unmta-ctl.</translation>
    </message>
    <message>
        <source>A plugin, which comes with the guide, asks the engine by HTTP.</source>
        <translation>Ein Plugin, das der Anleitung beiliegt, fragt die Engine über HTTP.</translation>
    </message>
    <message>
        <source>Messages are rewritten before they are injected; so with any other server.</source>
        <translation>Nachrichten werden umgeschrieben, bevor sie eingeliefert werden; ebenso bei jedem anderen Server.</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source>The engine refuses this console&apos;s token.</source>
        <translation>Die Engine lehnt das Token dieser Konsole ab.</translation>
    </message>
    <message>
        <source>Enter another token…</source>
        <translation>Anderes Token eingeben …</translation>
    </message>
    <message>
        <source>Look at the certificate…</source>
        <translation>Zertifikat ansehen …</translation>
    </message>
    <message>
        <source>The engine refuses this console&apos;s token. Start the console again with --token-file and the file of a valid token.</source>
        <translation>Die Engine lehnt das Token dieser Konsole ab. Starten Sie die Konsole neu, mit --token-file und der Datei eines gültigen Tokens.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>NameHints</name>
    <message>
        <source>No part of a name ends with a hyphen.</source>
        <translation>Kein Teil eines Namens endet mit einem Bindestrich.</translation>
    </message>
    <message>
        <source>The last part of a name is no number.</source>
        <translation>Der letzte Teil eines Namens ist keine Zahl.</translation>
    </message>
    <message>
        <source>Names below .%1 do not exist in the public DNS.</source>
        <translation>Namen unter .%1 gibt es im öffentlichen DNS nicht.</translation>
    </message>
    <message>
        <source>Enter a host name, not a web address.</source>
        <translation>Geben Sie einen Hostnamen ein, keine Webadresse.</translation>
    </message>
    <message>
        <source>This is a web address. Enter only the host name: %1</source>
        <translation>Das ist eine Webadresse. Geben Sie nur den Hostnamen ein: %1</translation>
    </message>
    <message>
        <source>This is an e-mail address. Enter a host name, for example track.example.com.</source>
        <translation>Das ist eine E-Mail-Adresse. Geben Sie einen Hostnamen ein, zum Beispiel track.example.com.</translation>
    </message>
    <message>
        <source>A tracking domain is one host; it cannot be a wildcard.</source>
        <translation>Eine Tracking-Domain ist ein einzelner Host; sie kann kein Platzhalter sein.</translation>
    </message>
    <message>
        <source>A host name has no spaces.</source>
        <translation>Ein Hostname enthält keine Leerzeichen.</translation>
    </message>
    <message>
        <source>A host name consists of letters, digits and hyphens; “%1” cannot be in it.</source>
        <translation>Ein Hostname besteht aus Buchstaben, Ziffern und Bindestrichen; „%1“ kann darin nicht vorkommen.</translation>
    </message>
    <message>
        <source>This is an IP address. Enter a subdomain that you control.</source>
        <translation>Das ist eine IP-Adresse. Geben Sie eine Subdomain ein, die Sie verwalten.</translation>
    </message>
    <message>
        <source>A part of the name is longer than 63 characters.</source>
        <translation>Ein Teil des Namens ist länger als 63 Zeichen.</translation>
    </message>
    <message>
        <source>No part of a name begins with a hyphen.</source>
        <translation>Kein Teil eines Namens beginnt mit einem Bindestrich.</translation>
    </message>
    <message>
        <source>Two dots follow each other.</source>
        <translation>Zwei Punkte folgen aufeinander.</translation>
    </message>
    <message>
        <source>At least three parts: take a name below %1, for example track.%1.</source>
        <translation>Mindestens drei Teile: Nehmen Sie einen Namen unter %1, zum Beispiel track.%1.</translation>
    </message>
    <message>
        <source>At least three parts, for example track.example.com.</source>
        <translation>Mindestens drei Teile, zum Beispiel track.example.com.</translation>
    </message>
</context>
<context>
    <name>NameList</name>
    <message>
        <source>The cluster has it already.</source>
        <translation>Der Cluster hat sie schon.</translation>
    </message>
    <message>
        <source>It stands in the list twice.</source>
        <translation>Sie steht zweimal in der Liste.</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>Laufwerk</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1-Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Erhöhen</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Verringern</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Look in:</source>
        <translation>Suchen in:</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zum vorigen Ordner zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>Zum nächsten Ordner vor</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>Übergeordneter Ordner</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>Zum übergeordneten Ordner</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>Ordner anlegen</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>Einen neuen Ordner anlegen</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Change to list view mode</source>
        <translation>Als Liste zeigen</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Change to detail view mode</source>
        <translation>Mit Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>List of places and bookmarks</source>
        <translation>Orte und Lesezeichen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>Dateien der Art:</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>Ordner:</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>&amp;Dateiname:</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>&amp;Auswählen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Find Directory</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Show </source>
        <translation>Zeigen: </translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>&amp;Versteckte Dateien zeigen</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>&amp;Neuer Ordner</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Recent Places</source>
        <translation>Zuletzt besucht</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
        <translation>%1
Diesen Ordner gibt es nicht.
Prüfen Sie, ob der Name stimmt.</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
Diese Datei gibt es nicht.
Prüfen Sie, ob der Name stimmt.</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 gibt es schon.
Soll sie ersetzt werden?</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is write protected.
Do you want to delete it anyway?</source>
        <translation>„%1“ ist schreibgeschützt.
Trotzdem löschen?</translation>
    </message>
    <message>
        <source>Are you sure you want to delete &apos;%1&apos;?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>Could not delete directory.</source>
        <translation>Der Ordner konnte nicht gelöscht werden.</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
</context>
<context>
    <name>QIODevice</name>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Verzeichnis gibt es nicht</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nein</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Standard wiederherstellen</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>&amp;Linkadresse kopieren</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Target zone</source>
        <translation>Zielzone</translation>
    </message>
    <message>
        <source>Wildcard record</source>
        <translation>Wildcard-Eintrag</translation>
    </message>
    <message>
        <source>Port 80 for http</source>
        <translation>Port 80 für http</translation>
    </message>
    <message>
        <source>Port 443 for https</source>
        <translation>Port 443 für https</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Resolvers</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Mail to people</source>
        <translation>Mail an Menschen</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>Datenverzeichnis</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Recording of events</source>
        <translation>Aufzeichnung der Ereignisse</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Tracking domain</source>
        <translation>Tracking-Domain</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>First event</source>
        <translation>Erstes Ereignis</translation>
    </message>
    <message>
        <source>Run the engine as the service, which has the right</source>
        <translation>Die Engine als Dienst betreiben, der das Recht hat</translation>
    </message>
    <message>
        <source>Give the right to the program</source>
        <translation>Dem Programm das Recht geben</translation>
    </message>
    <message>
        <source>Forward the port to the edge</source>
        <translation>Den Port zum Edge-Server weiterleiten</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 One more check has failed.</source>
        <translation>%1 Eine weitere Prüfung ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 %2 more checks have failed.</source>
        <translation>%1 %2 weitere Prüfungen sind fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>Rewriting</name>
    <message>
        <source>A click is counted, then the reader is sent on.</source>
        <translation>Ein Klick wird gezählt, dann wird weitergeleitet.</translation>
    </message>
    <message>
        <source>It stands inside an SVG or MathML drawing.</source>
        <translation>Er steht in einer SVG- oder MathML-Zeichnung.</translation>
    </message>
    <message>
        <source>The template writes +notrack; only that marker is taken out.</source>
        <translation>Die Vorlage schreibt +notrack; nur diese Marke wird entfernt.</translation>
    </message>
    <message>
        <source>It leads nowhere.</source>
        <translation>Er führt nirgendwohin.</translation>
    </message>
    <message>
        <source>It jumps within the message.</source>
        <translation>Er springt innerhalb der Nachricht.</translation>
    </message>
    <message>
        <source>It names no host, so nobody could be sent there.</source>
        <translation>Er nennt keinen Host, also könnte niemand dorthin geschickt werden.</translation>
    </message>
    <message>
        <source>Only http and https links are tracked.</source>
        <translation>Nur http- und https-Links werden verfolgt.</translation>
    </message>
    <message>
        <source>It is not a valid web address.</source>
        <translation>Er ist keine gültige Webadresse.</translation>
    </message>
    <message>
        <source>Its characters cannot be read in the part&apos;s charset.</source>
        <translation>Seine Zeichen sind im Zeichensatz des Teils nicht lesbar.</translation>
    </message>
    <message>
        <source>It is a tracked link of this engine already.</source>
        <translation>Er ist schon ein verfolgter Link dieser Engine.</translation>
    </message>
    <message>
        <source>The message is signed (DKIM), and a change would break the signature.</source>
        <translation>Die Nachricht ist signiert (DKIM), und eine Änderung würde die Signatur brechen.</translation>
    </message>
    <message>
        <source>Clicks are not tracked for this message.</source>
        <translation>Klicks werden für diese Nachricht nicht verfolgt.</translation>
    </message>
    <message>
        <source>It leads to https, and the tracking host has no certificate yet to carry that.</source>
        <translation>Er führt zu https, und der Tracking-Host hat dafür noch kein Zertifikat.</translation>
    </message>
    <message>
        <source>The tracked link would be longer than 2,000 characters.</source>
        <translation>Der verfolgte Link wäre länger als 2.000 Zeichen.</translation>
    </message>
    <message>
        <source>The line would be longer than mail allows (998 bytes).</source>
        <translation>Die Zeile wäre länger, als Mail erlaubt (998 Bytes).</translation>
    </message>
    <message>
        <source>it is an attachment</source>
        <translation>er ist ein Anhang</translation>
    </message>
    <message>
        <source>it belongs to an attached message</source>
        <translation>er gehört zu einer angehängten Nachricht</translation>
    </message>
    <message>
        <source>it is signed, and a change would break the signature</source>
        <translation>er ist signiert, und eine Änderung würde die Signatur brechen</translation>
    </message>
    <message>
        <source>the message is signed (DKIM), and a change would break the signature</source>
        <translation>die Nachricht ist signiert (DKIM), und eine Änderung würde die Signatur brechen</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>er ist verschlüsselt</translation>
    </message>
    <message>
        <source>it is a delivery report</source>
        <translation>er ist ein Zustellbericht</translation>
    </message>
    <message>
        <source>its headers contradict each other</source>
        <translation>seine Kopfzeilen widersprechen sich</translation>
    </message>
    <message>
        <source>it is not text</source>
        <translation>er ist kein Text</translation>
    </message>
    <message>
        <source>plain text is not rewritten here</source>
        <translation>reiner Text wird hier nicht umgeschrieben</translation>
    </message>
    <message>
        <source>its transfer encoding is damaged</source>
        <translation>seine Transferkodierung ist beschädigt</translation>
    </message>
    <message>
        <source>its transfer encoding is not known</source>
        <translation>seine Transferkodierung ist nicht bekannt</translation>
    </message>
    <message>
        <source>its charset cannot be edited safely</source>
        <translation>sein Zeichensatz lässt sich nicht sicher bearbeiten</translation>
    </message>
    <message>
        <source>it contains a PGP block</source>
        <translation>er enthält einen PGP-Block</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>er ist leer</translation>
    </message>
    <message>
        <source>the message is larger than 64 MB</source>
        <translation>die Nachricht ist größer als 64 MB</translation>
    </message>
    <message>
        <source>its parts are nested too deeply</source>
        <translation>ihre Teile sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it has too many parts</source>
        <translation>sie hat zu viele Teile</translation>
    </message>
    <message>
        <source>it has too many links</source>
        <translation>sie hat zu viele Links</translation>
    </message>
    <message>
        <source>there is no target zone yet, so that its links have no host</source>
        <translation>es gibt noch keine Zielzone, deshalb haben ihre Links keinen Host</translation>
    </message>
    <message>
        <source>something went wrong inside the engine</source>
        <translation>in der Engine ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>no links looked for</source>
        <translation>nach Links wurde nicht gesucht</translation>
    </message>
    <message>
        <source>no links found</source>
        <translation>keine Links gefunden</translation>
    </message>
    <message>
        <source>the one link tracked</source>
        <translation>der eine Link verfolgt</translation>
    </message>
    <message>
        <source>the one link left alone</source>
        <translation>der eine Link unverändert</translation>
    </message>
    <message>
        <source>%1 of %2 links tracked</source>
        <translation>%1 von %2 Links verfolgt</translation>
    </message>
    <message>
        <source>The message is signed (DKIM) and was left alone; it has no links.</source>
        <translation>Die Nachricht ist signiert (DKIM) und blieb unverändert; sie hat keine Links.</translation>
    </message>
    <message>
        <source>The message is signed (DKIM) and was left alone, with its one link.</source>
        <translation>Die Nachricht ist signiert (DKIM) und blieb unverändert, samt ihrem einen Link.</translation>
    </message>
    <message>
        <source>The message is signed (DKIM) and was left alone, with its %1 links.</source>
        <translation>Die Nachricht ist signiert (DKIM) und blieb unverändert, samt ihren %1 Links.</translation>
    </message>
    <message>
        <source>The template says so: %1.</source>
        <translation>Die Vorlage will es so: %1.</translation>
    </message>
    <message>
        <source>pixel added</source>
        <translation>Pixel hinzugefügt</translation>
    </message>
    <message>
        <source>no pixel, because the message has one of its own already</source>
        <translation>kein Pixel, weil die Nachricht schon ein eigenes hat</translation>
    </message>
    <message>
        <source>no pixel, because there is no HTML part</source>
        <translation>kein Pixel, weil es keinen HTML-Teil gibt</translation>
    </message>
    <message>
        <source>no pixel, because opens are not tracked</source>
        <translation>kein Pixel, weil Öffnungen nicht verfolgt werden</translation>
    </message>
    <message>
        <source>no pixel, because the HTML ends inside a tag or comment</source>
        <translation>kein Pixel, weil das HTML in einem Tag oder Kommentar endet</translation>
    </message>
    <message>
        <source>no pixel, because its line would be too long</source>
        <translation>kein Pixel, weil seine Zeile zu lang wäre</translation>
    </message>
    <message>
        <source>no pixel, because its address would be too long</source>
        <translation>kein Pixel, weil seine Adresse zu lang wäre</translation>
    </message>
    <message>
        <source>no pixel in the HTML part: %1</source>
        <translation>kein Pixel im HTML-Teil: %1</translation>
    </message>
    <message>
        <source>no pixel: %1</source>
        <translation>kein Pixel: %1</translation>
    </message>
    <message>
        <source>Tracked</source>
        <translation>Verfolgt</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>The message goes out as it came: %1.</source>
        <translation>Die Nachricht geht hinaus, wie sie kam: %1.</translation>
    </message>
    <message>
        <source>%1, %2, host %3</source>
        <translation>%1, %2, Host %3</translation>
    </message>
    <message>
        <source>Rewritten</source>
        <translation>Umgeschrieben</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Passed through</source>
        <translation>Durchgereicht</translation>
    </message>
    <message>
        <source>%1 before, %2 after</source>
        <translation>%1 vorher, %2 nachher</translation>
    </message>
    <message>
        <source> · events under the Message-ID %1</source>
        <translation> · Ereignisse unter der Message-ID %1</translation>
    </message>
    <message>
        <source>Part %1 (%2) is left alone: %3.</source>
        <translation>Teil %1 (%2) bleibt unverändert: %3.</translation>
    </message>
    <message>
        <source>%1 more parts are left alone.</source>
        <translation>%1 weitere Teile bleiben unverändert.</translation>
    </message>
    <message>
        <source>The message has no HTML part. Opens cannot be seen, and links are tracked only if plain text is rewritten.</source>
        <translation>Die Nachricht hat keinen HTML-Teil. Öffnungen sind nicht zu sehen, und Links werden nur verfolgt, wenn reiner Text umgeschrieben wird.</translation>
    </message>
    <message>
        <source>The message carries a DKIM signature, which the change breaks. Sign it again, or rewrite before the signer.</source>
        <translation>Die Nachricht trägt eine DKIM-Signatur, die durch die Änderung bricht. Signieren Sie sie neu, oder schreiben Sie vor dem Signieren um.</translation>
    </message>
    <message>
        <source>The tracking host asked for is not active in this cluster; %1 is used.</source>
        <translation>Der gewünschte Tracking-Host ist in diesem Cluster nicht aktiv; verwendet wird %1.</translation>
    </message>
    <message>
        <source>Links to https stay as they are, because neither %1 nor the cluster&apos;s fallback host has a valid certificate. They are tracked once one is issued.</source>
        <translation>Links zu https bleiben, wie sie sind, weil weder %1 noch der Ausweich-Host des Clusters ein gültiges Zertifikat hat. Sie werden verfolgt, sobald eines ausgestellt ist.</translation>
    </message>
    <message>
        <source>X-Unmta-Track has a word that is not known. Use opens, clicks or none.</source>
        <translation>X-Unmta-Track enthält ein unbekanntes Wort. Verwenden Sie opens, clicks oder none.</translation>
    </message>
    <message>
        <source>X-Unmta-Pixel-Position has a word that is not known. Use auto, start or end.</source>
        <translation>X-Unmta-Pixel-Position enthält ein unbekanntes Wort. Verwenden Sie auto, start oder end.</translation>
    </message>
    <message>
        <source>X-Unmta-Meta is not written as key=value, so it is left out.</source>
        <translation>X-Unmta-Meta ist nicht als Schlüssel=Wert geschrieben und wird weggelassen.</translation>
    </message>
    <message>
        <source>A link&apos;s visible text shows another host than the tracked link&apos;s. Mail programs may warn their readers of that. Write words there instead of an address, or choose a tracking host under the same domain.</source>
        <translation>Der sichtbare Text eines Links zeigt einen anderen Host als der verfolgte Link. Mailprogramme können davor warnen. Schreiben Sie dort Wörter statt einer Adresse, oder wählen Sie einen Tracking-Host unter derselben Domain.</translation>
    </message>
    <message>
        <source>The HTML part becomes %1. Gmail cuts a message off at 102 KB; what stands below is not seen there, nor is a pixel at the end.</source>
        <translation>Der HTML-Teil wird %1 groß. Gmail schneidet Nachrichten bei 102 KB ab; was darunter steht, ist dort nicht zu sehen, auch kein Pixel am Ende.</translation>
    </message>
    <message>
        <source>The message carries a DKIM signature, which any change breaks, so it goes out as it came. Rewrite before the signer; or, where mail is signed again afterwards, choose “Also signed messages” among the rules.</source>
        <translation>Die Nachricht trägt eine DKIM-Signatur, die durch jede Änderung bricht, deshalb geht sie hinaus, wie sie kam. Schreiben Sie vor dem Signieren um; oder wählen Sie, wo Mail danach neu signiert wird, unter den Regeln „Auch signierte Nachrichten“.</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
</context>
<context>
    <name>Rights</name>
    <message>
        <source>This console&apos;s token (%1) is for one cluster only, and this concerns the whole engine.</source>
        <translation>Das Token dieser Konsole (%1) gilt nur für einen Cluster; dies betrifft die ganze Engine.</translation>
    </message>
    <message>
        <source>This console&apos;s token (%1) has the scope %2. This needs the scope %3.</source>
        <translation>Das Token dieser Konsole (%1) hat die Berechtigung %2. Hierfür ist die Berechtigung %3 nötig.</translation>
    </message>
    <message>
        <source>Token %1: %2, one cluster</source>
        <translation>Token %1: %2, ein Cluster</translation>
    </message>
    <message>
        <source>Token %1: %2</source>
        <translation>Token %1: %2</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportiert nach %1.</translation>
    </message>
</context>
<context>
    <name>SettingWords</name>
    <message>
        <source>Kept whole</source>
        <translation>Ganz aufbewahrt</translation>
    </message>
    <message>
        <source>Kept without its last part</source>
        <translation>Ohne den letzten Teil aufbewahrt</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht aufbewahrt</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>forever</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>http is answered, too</source>
        <translation>http wird auch beantwortet</translation>
    </message>
    <message>
        <source>http is redirected to https</source>
        <translation>http wird zu https weitergeleitet</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>those of this computer</source>
        <translation>die dieses Computers</translation>
    </message>
    <message>
        <source>A public authority (ACME)</source>
        <translation>Eine öffentliche Zertifizierungsstelle (ACME)</translation>
    </message>
    <message>
        <source>An authority of this installation</source>
        <translation>Eine Zertifizierungsstelle dieser Installation</translation>
    </message>
    <message>
        <source>Required (TLS)</source>
        <translation>Verlangt (TLS)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Whether links by http work as they are, or lead to https.</source>
        <translation>Ob Links über http so funktionieren oder zu https führen.</translation>
    </message>
    <message>
        <source>Threads that answer recipients, from the next start on; by itself it is one per core.</source>
        <translation>Threads, die Empfängern antworten, ab dem nächsten Start; von selbst einer je Kern.</translation>
    </message>
    <message>
        <source>Whom to ask for records: those of this computer, or address:port separated by commas.</source>
        <translation>Wer nach Einträgen gefragt wird: die dieses Computers, oder Adresse:Port durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Recipients&apos; programs trust only certificates of a public authority.</source>
        <translation>Die Programme der Empfänger vertrauen nur Zertifikaten einer öffentlichen Stelle.</translation>
    </message>
    <message>
        <source>Mail is handed in unencrypted only in a network that you trust.</source>
        <translation>Unverschlüsselt wird Mail nur in einem Netz eingeliefert, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>second</source>
        <translation>Sekunde</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>How often an active domain&apos;s record is checked, for example 1 day or 6 hours.</source>
        <translation>Wie oft der Eintrag einer aktiven Domain geprüft wird, zum Beispiel 1 Tag oder 6 Stunden.</translation>
    </message>
    <message>
        <source>How long opens and clicks are kept, for example 90 days, or forever.</source>
        <translation>Wie lange Öffnungen und Klicks aufbewahrt werden, zum Beispiel 90 Tage, oder unbegrenzt.</translation>
    </message>
    <message>
        <source>How long notices and their mails are listed, for example 90 days, or forever.</source>
        <translation>Wie lange Benachrichtigungen und ihre Mails aufgeführt werden, zum Beispiel 90 Tage, oder unbegrenzt.</translation>
    </message>
    <message>
        <source>How long it is known who changed what, for example 90 days, or forever.</source>
        <translation>Wie lange bekannt bleibt, wer was geändert hat, zum Beispiel 90 Tage, oder unbegrenzt.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Tracking edge</source>
        <translation>Edge-Server</translation>
    </message>
    <message>
        <source>DNS and monitoring</source>
        <translation>DNS und Überwachung</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Mail to people</source>
        <translation>Mail an Menschen</translation>
    </message>
    <message>
        <source>Events and privacy</source>
        <translation>Ereignisse und Datenschutz</translation>
    </message>
    <message>
        <source>Target zone</source>
        <translation>Zielzone</translation>
    </message>
    <message>
        <source>Your zone under which CNAME targets are issued; *.zone must lead to the edge.</source>
        <translation>Ihre Zone, unter der CNAME-Ziele vergeben werden; *.zone muss zum Edge-Server führen.</translation>
    </message>
    <message>
        <source>Public addresses</source>
        <translation>Öffentliche Adressen</translation>
    </message>
    <message>
        <source>Where the edge is reached from outside; empty: this computer&apos;s own addresses.</source>
        <translation>Wo der Edge-Server von außen erreicht wird; leer: die eigenen Adressen dieses Computers.</translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation>HTTPS</translation>
    </message>
    <message>
        <source>“require” answers http with a redirect to https.</source>
        <translation>„require“ beantwortet http mit einer Weiterleitung zu https.</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>Vertraute Proxys</translation>
    </message>
    <message>
        <source>Proxies whose X-Forwarded-For, -Proto or Forwarded is believed, separated by commas.</source>
        <translation>Proxys, denen X-Forwarded-For, -Proto oder Forwarded geglaubt wird, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>PROXY protocol</source>
        <translation>PROXY-Protokoll</translation>
    </message>
    <message>
        <source>Whether trusted proxies begin each connection with a PROXY header.</source>
        <translation>Ob vertraute Proxys jede Verbindung mit einem PROXY-Kopf beginnen.</translation>
    </message>
    <message>
        <source>Worker threads</source>
        <translation>Arbeits-Threads</translation>
    </message>
    <message>
        <source>Threads that answer recipients, from the next start on; “auto”: one per core.</source>
        <translation>Threads, die Empfängern antworten, ab dem nächsten Start; „auto“: einer je Kern.</translation>
    </message>
    <message>
        <source>Resolvers</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>The resolvers to ask: “system”, or address:port separated by commas.</source>
        <translation>Die zu befragenden Resolver: „system“, oder Adresse:Port durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Canary names</source>
        <translation>Canary-Namen</translation>
    </message>
    <message>
        <source>Names that must resolve before a round of checks counts.</source>
        <translation>Namen, die auflösbar sein müssen, bevor ein Prüfdurchgang zählt.</translation>
    </message>
    <message>
        <source>Check every</source>
        <translation>Prüfen alle</translation>
    </message>
    <message>
        <source>How often an active domain&apos;s record is checked, for example 24h.</source>
        <translation>Wie oft der Eintrag einer aktiven Domain geprüft wird, zum Beispiel 24h.</translation>
    </message>
    <message>
        <source>Try pending domains</source>
        <translation>Ausstehende Domains prüfen</translation>
    </message>
    <message>
        <source>Pending domains are checked by themselves, with growing pauses.</source>
        <translation>Ausstehende Domains werden von selbst geprüft, mit wachsenden Pausen.</translation>
    </message>
    <message>
        <source>Hold a round at</source>
        <translation>Durchgang anhalten ab</translation>
    </message>
    <message>
        <source>The share of failing domains at which a round is held instead of executed.</source>
        <translation>Der Anteil fehlschlagender Domains, ab dem ein Durchgang angehalten statt ausgeführt wird.</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>“acme” for publicly trusted certificates, “internal” for a CA of its own.</source>
        <translation>„acme“ für öffentlich vertraute Zertifikate, „internal“ für eine eigene CA.</translation>
    </message>
    <message>
        <source>ACME directory</source>
        <translation>ACME-Verzeichnis</translation>
    </message>
    <message>
        <source>The address of the CA&apos;s directory.</source>
        <translation>Die Adresse des Verzeichnisses der CA.</translation>
    </message>
    <message>
        <source>Contact address</source>
        <translation>Kontaktadresse</translation>
    </message>
    <message>
        <source>The mail address that the CA is given; may be empty.</source>
        <translation>Die Mailadresse, die der CA genannt wird; darf leer sein.</translation>
    </message>
    <message>
        <source>External account id</source>
        <translation>ID des externen Kontos</translation>
    </message>
    <message>
        <source>Only for a CA that binds accounts: the id that it gave you.</source>
        <translation>Nur für eine CA, die Konten bindet: die ID, die sie Ihnen genannt hat.</translation>
    </message>
    <message>
        <source>External account key</source>
        <translation>Schlüssel des externen Kontos</translation>
    </message>
    <message>
        <source>Only for a CA that binds accounts: the key that it gave you.</source>
        <translation>Nur für eine CA, die Konten bindet: der Schlüssel, den sie Ihnen genannt hat.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>One of the kinds of certificates that the CA offers; empty: its usual one.</source>
        <translation>Eine der Zertifikatsarten, die die CA anbietet; leer: ihre übliche.</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA-Datei</translation>
    </message>
    <message>
        <source>PEM file that the directory&apos;s own certificate is checked with.</source>
        <translation>PEM-Datei, mit der das Zertifikat des Verzeichnisses selbst geprüft wird.</translation>
    </message>
    <message>
        <source>Allowed networks</source>
        <translation>Erlaubte Netze</translation>
    </message>
    <message>
        <source>Private addresses or networks that a CA, a webhook or S3 may be at, separated by commas.</source>
        <translation>Private Adressen oder Netze, in denen eine CA, ein Webhook oder S3 liegen darf, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>CA file for webhooks</source>
        <translation>CA-Datei für Webhooks</translation>
    </message>
    <message>
        <source>PEM file of a CA that webhooks and S3 trust beside the public ones.</source>
        <translation>PEM-Datei einer CA, der Webhooks und S3 neben den öffentlichen vertrauen.</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Addresses that get notices by mail, separated by commas.</source>
        <translation>Adressen, die Benachrichtigungen per Mail bekommen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Where mail is handed in, for example smtp://mail.example.com:587.</source>
        <translation>Wo Mail eingeliefert wird, zum Beispiel smtp://mail.example.com:587.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>“none” hands mail in without TLS; only for a network that you trust.</source>
        <translation>„none“ liefert Mail ohne TLS ein; nur für ein Netz, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>PEM file that the mail server&apos;s certificate is checked with.</source>
        <translation>PEM-Datei, mit der das Zertifikat des Mailservers geprüft wird.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Only for a mail server that wants a login.</source>
        <translation>Nur für einen Mailserver, der eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>The address that notices come from.</source>
        <translation>Die Adresse, von der Benachrichtigungen kommen.</translation>
    </message>
    <message>
        <source>Keep events</source>
        <translation>Ereignisse aufbewahren</translation>
    </message>
    <message>
        <source>How long opens and clicks are kept, for example 90d, or forever.</source>
        <translation>Wie lange Öffnungen und Klicks aufbewahrt werden, zum Beispiel 90d, oder unbegrenzt.</translation>
    </message>
    <message>
        <source>Keep notifications</source>
        <translation>Benachrichtigungen aufbewahren</translation>
    </message>
    <message>
        <source>How long notices and their mails are listed, for example 90d, or forever.</source>
        <translation>Wie lange Benachrichtigungen und ihre Mails aufgeführt werden, zum Beispiel 90d, oder unbegrenzt.</translation>
    </message>
    <message>
        <source>Keep the audit log</source>
        <translation>Änderungsprotokoll aufbewahren</translation>
    </message>
    <message>
        <source>How long it is known who changed what, for example 90d, or forever.</source>
        <translation>Wie lange bekannt bleibt, wer was geändert hat, zum Beispiel 90d, oder unbegrenzt.</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>What is kept of a recipient&apos;s address.</source>
        <translation>Was von der Adresse eines Empfängers aufbewahrt wird.</translation>
    </message>
    <message>
        <source>User agents</source>
        <translation>User-Agents</translation>
    </message>
    <message>
        <source>What is kept of a recipient&apos;s program.</source>
        <translation>Was über das Programm eines Empfängers aufbewahrt wird.</translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>TourStory</name>
    <message>
        <source>Add a tracking domain</source>
        <translation>Eine Tracking-Domain hinzufügen</translation>
    </message>
    <message>
        <source>A subdomain that your mail&apos;s links shall carry, such as track.example.com. It need not exist: this is a rehearsal.</source>
        <translation>Eine Subdomain, die die Links Ihrer E-Mails tragen sollen, etwa track.example.com. Sie muss nicht existieren: Dies ist eine Probe.</translation>
    </message>
    <message>
        <source>Publish its record</source>
        <translation>Ihren Eintrag veröffentlichen</translation>
    </message>
    <message>
        <source>Each domain gets one CNAME record. At a real provider you would type it in; here press “Publish the record for me” on the page of %1.</source>
        <translation>Jede Domain bekommt einen CNAME-Eintrag. Bei einem echten Anbieter würden Sie ihn eintippen; hier drücken Sie „Den Eintrag für mich veröffentlichen“ auf der Seite von %1.</translation>
    </message>
    <message>
        <source>Verify it</source>
        <translation>Den Eintrag prüfen</translation>
    </message>
    <message>
        <source>Press “Verify Now” on the page of %1. The record is looked up at the provider&apos;s own name servers.</source>
        <translation>Drücken Sie „Jetzt prüfen“ auf der Seite von %1. Der Eintrag wird bei den Nameservern des Anbieters selbst nachgeschlagen.</translation>
    </message>
    <message>
        <source>See its certificate come</source>
        <translation>Ihr Zertifikat kommen sehen</translation>
    </message>
    <message>
        <source>%1 is active. Its certificate is ordered by itself and is there in a moment; then links carry https.</source>
        <translation>%1 ist aktiv. Das Zertifikat wird von selbst bestellt und ist gleich da; dann tragen Links https.</translation>
    </message>
    <message>
        <source>Let recipients open and click</source>
        <translation>Empfänger öffnen und klicken lassen</translation>
    </message>
    <message>
        <source>Choose how many recipients get a mail, and let them read it. What they do arrives under Events, and in the chart of %1.</source>
        <translation>Wählen Sie, wie viele Empfänger eine E-Mail bekommen, und lassen Sie sie lesen. Was sie tun, erscheint unter Ereignisse und im Diagramm von %1.</translation>
    </message>
    <message>
        <source>Break the record</source>
        <translation>Den Eintrag beschädigen</translation>
    </message>
    <message>
        <source>Records vanish in real life: somebody tidies up. Remove the one of %1, or let it lead elsewhere.</source>
        <translation>Im wirklichen Leben verschwinden Einträge: Jemand räumt auf. Entfernen Sie den von %1, oder lassen Sie ihn woandershin zeigen.</translation>
    </message>
    <message>
        <source>Skip a day: the first strike</source>
        <translation>Einen Tag überspringen: die erste Beanstandung</translation>
    </message>
    <message>
        <source>Active domains are checked every 24 hours. Skip them: the check finds the record gone and warns. Links still work.</source>
        <translation>Aktive Domains werden alle 24 Stunden geprüft. Überspringen Sie diese: Die Prüfung findet den Eintrag nicht mehr und warnt. Links funktionieren noch.</translation>
    </message>
    <message>
        <source>Skip another day: the second strike</source>
        <translation>Noch einen Tag überspringen: die zweite Beanstandung</translation>
    </message>
    <message>
        <source>A second check in a row that finds it gone puts %1 back to pending: its links are dead, and the window says so.</source>
        <translation>Findet ihn eine zweite Prüfung in Folge nicht, ist %1 wieder ausstehend: Die Links sind tot, und das Fenster sagt es.</translation>
    </message>
    <message>
        <source>That is the whole story</source>
        <translation>Das ist die ganze Geschichte</translation>
    </message>
    <message>
        <source>Publish the record again and verify %1, and its links work again. In a real installation you and your customers would have got the mails that lie in the mail tray.</source>
        <translation>Veröffentlichen Sie den Eintrag erneut und prüfen Sie %1, dann funktionieren die Links wieder. In einer echten Installation hätten Sie und Ihre Kunden die E-Mails bekommen, die in der Ablage liegen.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Record correct</source>
        <translation>Eintrag richtig</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Name doubled</source>
        <translation>Name verdoppelt</translation>
    </message>
    <message>
        <source>name doubled</source>
        <translation>Name verdoppelt</translation>
    </message>
    <message>
        <source>Points elsewhere</source>
        <translation>Führt woandershin</translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation>führt woandershin</translation>
    </message>
    <message>
        <source>Value cut short</source>
        <translation>Wert abgeschnitten</translation>
    </message>
    <message>
        <source>value cut short</source>
        <translation>Wert abgeschnitten</translation>
    </message>
    <message>
        <source>Behind a proxy</source>
        <translation>Hinter einem Proxy</translation>
    </message>
    <message>
        <source>proxied</source>
        <translation>hinter Proxy</translation>
    </message>
    <message>
        <source>Flattened</source>
        <translation>Abgeflacht</translation>
    </message>
    <message>
        <source>flattened</source>
        <translation>abgeflacht</translation>
    </message>
    <message>
        <source>Address record</source>
        <translation>Adresseintrag</translation>
    </message>
    <message>
        <source>address record</source>
        <translation>Adresseintrag</translation>
    </message>
    <message>
        <source>Conflicting records</source>
        <translation>Widersprüchliche Einträge</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>Goes in a circle</source>
        <translation>Führt im Kreis</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Chain too long</source>
        <translation>Kette zu lang</translation>
    </message>
    <message>
        <source>chain too long</source>
        <translation>Kette zu lang</translation>
    </message>
    <message>
        <source>Moved to another cluster</source>
        <translation>Zu anderem Cluster gewechselt</translation>
    </message>
    <message>
        <source>claimed elsewhere</source>
        <translation>in anderem Cluster</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Server failure</source>
        <translation>Serverfehler</translation>
    </message>
    <message>
        <source>server failure</source>
        <translation>Serverfehler</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source>Server not responsible</source>
        <translation>Server nicht zuständig</translation>
    </message>
    <message>
        <source>lame server</source>
        <translation>nicht zuständig</translation>
    </message>
    <message>
        <source>DNSSEC broken</source>
        <translation>DNSSEC defekt</translation>
    </message>
    <message>
        <source>Still spreading</source>
        <translation>Verbreitet sich noch</translation>
    </message>
    <message>
        <source>spreading</source>
        <translation>verbreitet sich</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Kein Netz</translation>
    </message>
    <message>
        <source>no network</source>
        <translation>kein Netz</translation>
    </message>
    <message>
        <source>1 strike</source>
        <translation>1 Beanstandung</translation>
    </message>
    <message>
        <source>%1 strikes</source>
        <translation>%1 Beanstandungen</translation>
    </message>
    <message>
        <source>Internal issuer</source>
        <translation>Interner Aussteller</translation>
    </message>
    <message>
        <source>ACME issuer</source>
        <translation>ACME-Aussteller</translation>
    </message>
    <message>
        <source>Links dead since %1</source>
        <translation>Links tot seit %1</translation>
    </message>
    <message>
        <source>Downgraded</source>
        <translation>Herabgestuft</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Active · out of reach</source>
        <translation>Aktiv · nicht erreichbar</translation>
    </message>
    <message>
        <source>Active · %1</source>
        <translation>Aktiv · %1</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>%1 of 2 strikes</source>
        <translation>%1 von 2 Beanstandungen</translation>
    </message>
    <message>
        <source>after verification</source>
        <translation>nach Bestätigung</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>being issued</source>
        <translation>wird ausgestellt</translation>
    </message>
    <message>
        <source>valid · being renewed</source>
        <translation>gültig · wird erneuert</translation>
    </message>
    <message>
        <source>valid · renewal failed</source>
        <translation>gültig · Erneuerung fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No certificate yet</source>
        <translation>Noch kein Zertifikat</translation>
    </message>
    <message>
        <source>Being issued</source>
        <translation>Wird ausgestellt</translation>
    </message>
    <message>
        <source>Could not be issued</source>
        <translation>Konnte nicht ausgestellt werden</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Gültig bis %1</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, gültig bis %2</translation>
    </message>
    <message>
        <source>It is ordered as soon as the domain is verified.</source>
        <translation>Es wird bestellt, sobald die Domain bestätigt ist.</translation>
    </message>
    <message>
        <source>This usually takes less than a minute. Links work over http meanwhile.</source>
        <translation>Das dauert meist weniger als eine Minute. Bis dahin funktionieren Links über http.</translation>
    </message>
    <message>
        <source>It is being renewed; the present one serves meanwhile.</source>
        <translation>Es wird gerade erneuert; bis dahin dient das bisherige.</translation>
    </message>
    <message>
        <source>renews in %1</source>
        <translation>erneuert sich in %1</translation>
    </message>
    <message>
        <source>renewal is due</source>
        <translation>Erneuerung ist fällig</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Certificate failed</source>
        <translation>Zertifikat fehlgeschlagen</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Not mailed</source>
        <translation>Nicht gemailt</translation>
    </message>
    <message>
        <source>Mail waits</source>
        <translation>Mail wartet</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Betreiber</translation>
    </message>
    <message>
        <source>%1 The same %2 times since %3.</source>
        <translation>%1 Dasselbe %2-mal seit %3.</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waits to be mailed.</source>
        <translation>Wartet auf den Mailversand.</translation>
    </message>
    <message>
        <source>Mailed %1.</source>
        <translation>Gemailt: %1.</translation>
    </message>
    <message>
        <source>Could not be mailed.</source>
        <translation>Konnte nicht gemailt werden.</translation>
    </message>
    <message>
        <source>Other provider</source>
        <translation>Anderer Anbieter</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Wieder gut</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Gewechselt</translation>
    </message>
    <message>
        <source>Left over</source>
        <translation>Übrig geblieben</translation>
    </message>
    <message>
        <source>Certificate ends</source>
        <translation>Zertifikat endet</translation>
    </message>
    <message>
        <source>Certificate in order</source>
        <translation>Zertifikat in Ordnung</translation>
    </message>
    <message>
        <source>Monitor held</source>
        <translation>Überwachung angehalten</translation>
    </message>
    <message>
        <source>Monitor runs</source>
        <translation>Überwachung läuft</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>Recorded again</source>
        <translation>Wieder aufgezeichnet</translation>
    </message>
    <message>
        <source>Webhook off</source>
        <translation>Webhook aus</translation>
    </message>
    <message>
        <source>Test mail</source>
        <translation>Testmail</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Schlägt fehl</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Off: gone</source>
        <translation>Aus: nicht mehr da</translation>
    </message>
    <message>
        <source>Off: given up</source>
        <translation>Aus: aufgegeben</translation>
    </message>
    <message>
        <source>%1 · %2 calls</source>
        <translation>%1 · %2 Aufrufe</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>Domain verified</source>
        <translation>Domain bestätigt</translation>
    </message>
    <message>
        <source>Domain warned of</source>
        <translation>Domain gewarnt</translation>
    </message>
    <message>
        <source>Domain recovered</source>
        <translation>Domain wieder gut</translation>
    </message>
    <message>
        <source>Domain downgraded</source>
        <translation>Domain herabgestuft</translation>
    </message>
    <message>
        <source>Domain deleted</source>
        <translation>Domain gelöscht</translation>
    </message>
    <message>
        <source>Certificate issued</source>
        <translation>Zertifikat ausgestellt</translation>
    </message>
    <message>
        <source>The internal issuer issued a certificate, valid until %1.</source>
        <translation>Der interne Aussteller hat ein Zertifikat ausgestellt, gültig bis %1.</translation>
    </message>
    <message>
        <source>%1 issued a certificate, valid until %2.</source>
        <translation>%1 hat ein Zertifikat ausgestellt, gültig bis %2.</translation>
    </message>
    <message>
        <source>%1 by %2.</source>
        <translation>%1 von %2.</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>%1 At node %2.</source>
        <translation>%1 Auf Knoten %2.</translation>
    </message>
</context>
<context>
    <name>unmta::Console</name>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AboutDialog</name>
    <message>
        <source>About unMTA Tracking</source>
        <translation>Über unMTA Tracking</translation>
    </message>
    <message>
        <source>Console %1, Qt %2</source>
        <translation>Konsole %1, Qt %2</translation>
    </message>
    <message>
        <source>Engine %1, installation %2</source>
        <translation>Engine %1, Installation %2</translation>
    </message>
    <message>
        <source>Engine: no answer yet</source>
        <translation>Engine: noch keine Antwort</translation>
    </message>
    <message>
        <source>the versions</source>
        <translation>die Versionen</translation>
    </message>
    <message>
        <source>unMTA Tracking is free software under the Apache License 2.0. It comes without any warranty.</source>
        <translation>unMTA Tracking ist freie Software unter der Apache-Lizenz 2.0. Sie kommt ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>It stands on the work of others</source>
        <translation>Sie baut auf der Arbeit anderer auf</translation>
    </message>
    <message>
        <source>The diagnostics are a text file for somebody who helps you: versions, settings, readiness, and the state of each tracking domain. Secrets, mail addresses, recipients and tokens are left out. Read it before you pass it on.</source>
        <translation>Die Diagnosedaten sind eine Textdatei für jemanden, der Ihnen hilft: Versionen, Einstellungen, Bereitschaft und der Zustand jeder Tracking-Domain. Geheimnisse, Mailadressen, Empfänger und Token sind weggelassen. Lesen Sie sie, bevor Sie sie weitergeben.</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <translation>Diagnosedaten speichern …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>Diagnosedaten speichern</translation>
    </message>
    <message>
        <source>The engine is being asked…</source>
        <translation>Die Engine wird gefragt …</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ActivityCard</name>
    <message>
        <source>Opens and clicks</source>
        <translation>Öffnungen und Klicks</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>Opens %1 (people %2)</source>
        <translation>Öffnungen %1 (Menschen %2)</translation>
    </message>
    <message>
        <source>Clicks %1 (people %2)</source>
        <translation>Klicks %1 (Menschen %2)</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Show hours instead of days</source>
        <translation>Stunden statt Tage zeigen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Show the figures as a table</source>
        <translation>Die Zahlen als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Strong: people. Pale, on top of it: programs.</source>
        <translation>Kräftig: Menschen. Blass, darüber: Programme.</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>Das Diagramm exportieren</translation>
    </message>
    <message>
        <source>Save as picture (PNG)…</source>
        <translation>Als Bild speichern (PNG) …</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Das Diagramm speichern</translation>
    </message>
    <message>
        <source>Save the figures (CSV)…</source>
        <translation>Die Zahlen speichern (CSV) …</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Die Zahlen speichern</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Hours are shown for up to %1 days.</source>
        <translation>Stunden werden für bis zu %1 Tage gezeigt.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ActivityChart</name>
    <message>
        <source>Opens and clicks per day</source>
        <translation>Öffnungen und Klicks je Tag</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>No opens or clicks in this period.</source>
        <translation>Keine Öffnungen oder Klicks in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>Opens and clicks per hour</source>
        <translation>Öffnungen und Klicks je Stunde</translation>
    </message>
    <message>
        <source>%1 opens (%2 by people), %3 clicks (%4 by people) in all. The arrow keys tell each step.</source>
        <translation>Insgesamt %1 Öffnungen (%2 von Menschen), %3 Klicks (%4 von Menschen). Die Pfeiltasten nennen jeden Schritt.</translation>
    </message>
    <message>
        <source>%1
Opens %2 (people %3)
Clicks %4 (people %5)</source>
        <translation>%1
Öffnungen %2 (Menschen %3)
Klicks %4 (Menschen %5)</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ActivityModel</name>
    <message>
        <source>%1: %2 opens (%3 by people), %4 clicks (%5 by people)</source>
        <translation>%1: %2 Öffnungen (%3 von Menschen), %4 Klicks (%5 von Menschen)</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Opens, people</source>
        <translation>Öffnungen, Menschen</translation>
    </message>
    <message>
        <source>Opens, programs</source>
        <translation>Öffnungen, Programme</translation>
    </message>
    <message>
        <source>Clicks, people</source>
        <translation>Klicks, Menschen</translation>
    </message>
    <message>
        <source>Clicks, programs</source>
        <translation>Klicks, Programme</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AddDomainDialog</name>
    <message>
        <source>Add tracking domain</source>
        <translation>Tracking-Domain hinzufügen</translation>
    </message>
    <message>
        <source>Set as default once &amp;verified</source>
        <translation>Als Standard setzen, sobald &amp;bestätigt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the target zone</source>
        <translation>Zielzone wählen</translation>
    </message>
    <message>
        <source>Tracking subdomain</source>
        <translation>Tracking-Subdomain</translation>
    </message>
    <message>
        <source>Tracking sub&amp;domain</source>
        <translation>Tracking-Sub&amp;domain</translation>
    </message>
    <message>
        <source>There is no target zone yet. A tracking domain&apos;s CNAME record leads to a name in a zone of yours, so that zone is chosen first: it is the first step of the setup.</source>
        <translation>Es gibt noch keine Zielzone. Der CNAME-Eintrag einer Tracking-Domain führt zu einem Namen in einer Ihrer Zonen, deshalb wird diese Zone zuerst gewählt: Es ist der erste Schritt der Einrichtung.</translation>
    </message>
    <message>
        <source>A subdomain of a domain you control. Pick something short and stable: it appears in every link your recipients see.</source>
        <translation>Eine Subdomain einer Domain, die Sie verwalten. Wählen Sie etwas Kurzes und Dauerhaftes: Sie steht in jedem Link, den Ihre Empfänger sehen.</translation>
    </message>
    <message>
        <source>The default is used for mail that names no tracking host itself.</source>
        <translation>Der Standard gilt für Mail, die selbst keinen Tracking-Host nennt.</translation>
    </message>
    <message>
        <source>Add many at once…</source>
        <translation>Viele auf einmal hinzufügen …</translation>
    </message>
    <message>
        <source>At least three parts, for example track.example.com.</source>
        <translation>Mindestens drei Teile, zum Beispiel track.example.com.</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AddManyDialog</name>
    <message>
        <source>Add many tracking domains</source>
        <translation>Viele Tracking-Domains hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Names of tracking domains</source>
        <translation>Namen der Tracking-Domains</translation>
    </message>
    <message>
        <source>track.example.com
links.shop.example.org</source>
        <translation>track.example.com
links.shop.example.org</translation>
    </message>
    <message>
        <source>What becomes of each name</source>
        <translation>Was aus jedem Namen wird</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>&amp;Names, one per line or separated by commas</source>
        <translation>&amp;Namen, einer je Zeile oder durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Each gets a CNAME record of its own to publish. Nothing is added before you have seen what becomes of each name.</source>
        <translation>Jede bekommt einen eigenen CNAME-Eintrag zum Veröffentlichen. Nichts wird hinzugefügt, bevor Sie gesehen haben, was aus jedem Namen wird.</translation>
    </message>
    <message>
        <source>✓ Add</source>
        <translation>✓ Hinzufügen</translation>
    </message>
    <message>
        <source>✕ Leave out</source>
        <translation>✕ Auslassen</translation>
    </message>
    <message>
        <source>No names yet.</source>
        <translation>Noch keine Namen.</translation>
    </message>
    <message>
        <source>%1 to be added, %2 left out.</source>
        <translation>%1 hinzuzufügen, %2 ausgelassen.</translation>
    </message>
    <message>
        <source>Add 1 tracking domain</source>
        <translation>1 Tracking-Domain hinzufügen</translation>
    </message>
    <message>
        <source>Add %1 tracking domains</source>
        <translation>%1 Tracking-Domains hinzufügen</translation>
    </message>
    <message>
        <source>Adding: %1 of %2…</source>
        <translation>Hinzufügen: %1 von %2 …</translation>
    </message>
    <message>
        <source>✓ Added</source>
        <translation>✓ Hinzugefügt</translation>
    </message>
    <message>
        <source>✕ Refused</source>
        <translation>✕ Abgelehnt</translation>
    </message>
    <message>
        <source>%1 added, %2 not.</source>
        <translation>%1 hinzugefügt, %2 nicht.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AppLinksDialog</name>
    <message>
        <source>Links of %1 that open an app</source>
        <translation>Links von %1, die eine App öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Remove file</source>
        <translation>Datei entfernen</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>iPhone and iPad</source>
        <translation>iPhone und iPad</translation>
    </message>
    <message>
        <source>Android</source>
        <translation>Android</translation>
    </message>
    <message>
        <source>An app can open links that begin with https://%1/c/a/ when its platform finds a file on this domain that names the app. The file is served while the domain is active; such links are made with “app” in the API and in unmta-ctl link mint.</source>
        <translation>Eine App kann Links öffnen, die mit https://%1/c/a/ beginnen, wenn ihre Plattform auf dieser Domain eine Datei findet, die die App nennt. Die Datei wird ausgeliefert, solange die Domain aktiv ist; solche Links entstehen mit „app“ in der API und in unmta-ctl link mint.</translation>
    </message>
    <message>
        <source>The file for this platform, JSON</source>
        <translation>Die Datei für diese Plattform, JSON</translation>
    </message>
    <message>
        <source>Saved. Platforms keep the file of before for up to a day.</source>
        <translation>Gespeichert. Plattformen behalten die vorige Datei bis zu einem Tag.</translation>
    </message>
    <message>
        <source>Removed. Apps do not open these links any more.</source>
        <translation>Entfernt. Apps öffnen diese Links nicht mehr.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AppearanceCard</name>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The new language is spoken from the next start of the console on.</source>
        <translation>Die neue Sprache gilt ab dem nächsten Start der Konsole.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AttentionCard</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Its certificate ended %1; links by https fail.</source>
        <translation>Das Zertifikat ist %1 abgelaufen; Links über https schlagen fehl.</translation>
    </message>
    <message>
        <source>%1 After the next failed check its links stop working.</source>
        <translation>%1 Nach der nächsten fehlgeschlagenen Prüfung funktionieren die Links nicht mehr.</translation>
    </message>
    <message>
        <source>Its record failed a check.</source>
        <translation>Der Eintrag hat eine Prüfung nicht bestanden.</translation>
    </message>
    <message>
        <source>No certificate: %1</source>
        <translation>Kein Zertifikat: %1</translation>
    </message>
    <message>
        <source>Its certificate cannot be had.</source>
        <translation>Das Zertifikat ist nicht zu bekommen.</translation>
    </message>
    <message>
        <source>Domains that need somebody</source>
        <translation>Domains, um die sich jemand kümmern muss</translation>
    </message>
    <message>
        <source>These need somebody</source>
        <translation>Darum muss sich jemand kümmern</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>%1 weitere zeigen</translation>
    </message>
    <message>
        <source>1 click in the last 7 days is at stake</source>
        <translation>1 Klick der letzten 7 Tage steht auf dem Spiel</translation>
    </message>
    <message>
        <source>%1 clicks in the last 7 days are at stake</source>
        <translation>%1 Klicks der letzten 7 Tage stehen auf dem Spiel</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Verify Now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Verify %1 now</source>
        <translation>%1 jetzt prüfen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AuditDetail</name>
    <message>
        <source>The chosen entry</source>
        <translation>Der gewählte Eintrag</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the entry&apos;s details</source>
        <translation>Die Einzelheiten des Eintrags schließen</translation>
    </message>
    <message>
        <source>All about this subject</source>
        <translation>Alles zu diesem Gegenstand</translation>
    </message>
    <message>
        <source>All by this one</source>
        <translation>Alles von diesem</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Nothing more is known.</source>
        <translation>Mehr ist nicht bekannt.</translation>
    </message>
    <message>
        <source>from %1 at node %2</source>
        <translation>von %1 auf Knoten %2</translation>
    </message>
    <message>
        <source>at node %1</source>
        <translation>auf Knoten %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AuditModel</name>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
</context>
<context>
    <name>unmta::ui::AuditPage</name>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Tracking domains</source>
        <translation>Tracking-Domains</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Auslieferung</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>In 24 hours</source>
        <translation>In 24 Stunden</translation>
    </message>
    <message>
        <source>In 7 days</source>
        <translation>In 7 Tagen</translation>
    </message>
    <message>
        <source>In 30 days</source>
        <translation>In 30 Tagen</translation>
    </message>
    <message>
        <source>console, local, engine, or token: and the token&apos;s name</source>
        <translation>console, local, engine, oder token: und der Name des Tokens</translation>
    </message>
    <message>
        <source>Nobody has changed anything yet</source>
        <translation>Noch niemand hat etwas geändert</translation>
    </message>
    <message>
        <source>Each change of a domain, a setting, a token and so on is written down here: who made it, from where, and what it was before.</source>
        <translation>Jede Änderung an einer Domain, einer Einstellung, einem Token und so weiter wird hier festgehalten: wer sie von wo aus vorgenommen hat, und was vorher galt.</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Nobody did such a thing, or it was longer ago than the log is kept.</source>
        <translation>Niemand hat so etwas getan, oder es ist länger her, als das Protokoll aufbewahrt wird.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Export the audit log</source>
        <translation>Das Protokoll exportieren</translation>
    </message>
    <message>
        <source>Exporting: %1 entries so far…</source>
        <translation>Wird exportiert: bisher %1 Einträge …</translation>
    </message>
    <message>
        <source>%1 entries were exported to %2.</source>
        <translation>%1 Einträge wurden nach %2 exportiert.</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>This cluster</source>
        <translation>Dieser Cluster</translation>
    </message>
    <message>
        <source>Only what was done in this cluster</source>
        <translation>Nur was in diesem Cluster getan wurde</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hold the list as it is</source>
        <translation>Die Liste lassen, wie sie ist</translation>
    </message>
    <message>
        <source>New entries are not shown until this is released</source>
        <translation>Neue Einträge werden erst gezeigt, wenn dies gelöst wird</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export all that was found (%1)…</source>
        <translation>Alles Gefundene exportieren (%1) …</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
</context>
<context>
    <name>unmta::ui::BackupCard</name>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>Jetzt sichern …</translation>
    </message>
    <message>
        <source>Restore a copy…</source>
        <translation>Kopie wiederherstellen …</translation>
    </message>
    <message>
        <source>A copy has everything: domains, link keys, certificates, settings, events. Whoever has it can read all of it, so keep it where you keep keys. The engine goes on while it is made.</source>
        <translation>Eine Kopie hat alles: Domains, Link-Schlüssel, Zertifikate, Einstellungen, Ereignisse. Wer sie hat, kann alles lesen; verwahren Sie sie, wo Sie Schlüssel verwahren. Die Engine läuft weiter, während sie entsteht.</translation>
    </message>
    <message>
        <source>A copy is restored on the engine&apos;s computer while the engine is stopped: unmta-engine --restore DIRECTORY.</source>
        <translation>Eine Kopie wird auf dem Computer der Engine wiederhergestellt, während die Engine steht: unmta-engine --restore VERZEICHNIS.</translation>
    </message>
    <message>
        <source>Folder in which the copy gets one of its own</source>
        <translation>Ordner, in dem die Kopie einen eigenen bekommt</translation>
    </message>
    <message>
        <source>Folder of the copy</source>
        <translation>Ordner der Kopie</translation>
    </message>
    <message>
        <source>The store is being copied…</source>
        <translation>Der Datenspeicher wird kopiert …</translation>
    </message>
    <message>
        <source>The copy is opened and checked…</source>
        <translation>Die Kopie wird geöffnet und geprüft …</translation>
    </message>
    <message>
        <source>The store is copied to %1, and the copy was opened and checked.</source>
        <translation>Der Datenspeicher ist nach %1 kopiert, und die Kopie wurde geöffnet und geprüft.</translation>
    </message>
    <message>
        <source>The store is copied to %1.</source>
        <translation>Der Datenspeicher ist nach %1 kopiert.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::BackupRun</name>
    <message>
        <source>its rights cannot be changed</source>
        <translation>seine Rechte lassen sich nicht ändern</translation>
    </message>
    <message>
        <source>the directory cannot be made</source>
        <translation>das Verzeichnis lässt sich nicht anlegen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::Banner</name>
    <message>
        <source>What can be done</source>
        <translation>Was sich tun lässt</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::BotEffectModel</name>
    <message>
        <source>1 open</source>
        <translation>1 Öffnung</translation>
    </message>
    <message>
        <source>%1 opens</source>
        <translation>%1 Öffnungen</translation>
    </message>
    <message>
        <source>1 click</source>
        <translation>1 Klick</translation>
    </message>
    <message>
        <source>%1 clicks</source>
        <translation>%1 Klicks</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Would be a program&apos;s</source>
        <translation>Wäre von einem Programm</translation>
    </message>
    <message>
        <source>Would be a person&apos;s</source>
        <translation>Wäre von einem Menschen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::BotTestDialog</name>
    <message>
        <source>People and programs</source>
        <translation>Menschen und Programme</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Rules that would change something</source>
        <translation>Regeln, die etwas ändern würden</translation>
    </message>
    <message>
        <source>How the figures of this cluster would move if all its events were judged again by the rules of this release, and by what stands beside them. Nothing is changed.</source>
        <translation>Wie sich die Zahlen dieses Clusters verschöben, wenn alle Ereignisse neu beurteilt würden, nach den Regeln dieser Version und dem, was neben ihnen steht. Geändert wird nichts.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading all events. With millions of them this takes a while.</source>
        <translation>Alle Ereignisse werden gelesen. Bei Millionen dauert das eine Weile.</translation>
    </message>
    <message>
        <source>%1: %2, and it stays so.</source>
        <translation>%1: %2, und so bleibt es.</translation>
    </message>
    <message>
        <source>%1: %2 now, %3 then.</source>
        <translation>%1: jetzt %2, dann %3.</translation>
    </message>
    <message>
        <source>Opens by people</source>
        <translation>Öffnungen durch Menschen</translation>
    </message>
    <message>
        <source>Clicks by people</source>
        <translation>Klicks durch Menschen</translation>
    </message>
    <message>
        <source>1 other rule speaks for events and changes nothing.</source>
        <translation>1 weitere Regel spricht für Ereignisse und ändert nichts.</translation>
    </message>
    <message>
        <source>%1 other rules speak for events and change nothing.</source>
        <translation>%1 weitere Regeln sprechen für Ereignisse und ändern nichts.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::BulkRun</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Verified %1 of %2.</source>
        <translation>%1 von %2 bestätigt.</translation>
    </message>
    <message>
        <source>And %1 more.</source>
        <translation>Und %1 weitere.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::BusyBar</name>
    <message>
        <source>Under way</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>unmta::ui::CertificateCard</name>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Being issued</source>
        <translation>Wird ausgestellt</translation>
    </message>
    <message>
        <source>Renewing</source>
        <translation>Wird erneuert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
</context>
<context>
    <name>unmta::ui::CertificatesCard</name>
    <message>
        <source>Ended</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>End within 7 days</source>
        <translation>Enden innerhalb von 7 Tagen</translation>
    </message>
    <message>
        <source>End within 30 days</source>
        <translation>Enden innerhalb von 30 Tagen</translation>
    </message>
    <message>
        <source>Good for longer</source>
        <translation>Länger gültig</translation>
    </message>
    <message>
        <source>Being issued</source>
        <translation>Werden ausgestellt</translation>
    </message>
    <message>
        <source>Could not be had</source>
        <translation>Nicht zu bekommen</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>No domain of this cluster has a valid certificate.</source>
        <translation>Keine Domain dieses Clusters hat ein gültiges Zertifikat.</translation>
    </message>
    <message>
        <source>%1 valid · next renewal %2</source>
        <translation>%1 gültig · nächste Erneuerung %2</translation>
    </message>
    <message>
        <source>%1 valid</source>
        <translation>%1 gültig</translation>
    </message>
    <message>
        <source>There is none yet. Each domain gets its certificate by itself as soon as its record is verified, and another one in time before it ends.</source>
        <translation>Es gibt noch keines. Jede Domain erhält ihr Zertifikat von selbst, sobald ihr Eintrag geprüft ist, und rechtzeitig vor dessen Ende ein neues.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::CloseDialog</name>
    <message>
        <source>Stop tracking?</source>
        <translation>Tracking beenden?</translation>
    </message>
    <message>
        <source>This window holds the engine. While it is closed, links in delivered mail do not work, and nothing is recorded.</source>
        <translation>Dieses Fenster enthält die Engine. Solange es geschlossen ist, funktionieren Links in zugestellter Mail nicht, und nichts wird aufgezeichnet.</translation>
    </message>
    <message>
        <source>As a service of this computer the engine runs without the window, also after the next start. This console then shows the service.</source>
        <translation>Als Dienst dieses Computers läuft die Engine ohne das Fenster, auch nach dem nächsten Start. Diese Konsole zeigt dann den Dienst.</translation>
    </message>
    <message>
        <source>To let the engine run without a window, install it as a service (unmta-engine); this console then shows the service.</source>
        <translation>Damit die Engine ohne Fenster läuft, installieren Sie sie als Dienst (unmta-engine); diese Konsole zeigt dann den Dienst.</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stop tracking</source>
        <translation>Tracking beenden</translation>
    </message>
    <message>
        <source>Install as a service</source>
        <translation>Als Dienst installieren</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ClosingGuard</name>
    <message>
        <source>Tracking goes on</source>
        <translation>Das Tracking geht weiter</translation>
    </message>
    <message>
        <source>unMTA Tracking stays in the tray, so that links in delivered mail keep working. To end it, choose “Quit and stop tracking” from the menu there.</source>
        <translation>unMTA Tracking bleibt im Infobereich, damit Links in zugestellter Mail weiter funktionieren. Um es zu beenden, wählen Sie dort im Menü „Beenden und Tracking anhalten“.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ClusterCard</name>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Host of new links</source>
        <translation>Host neuer Links</translation>
    </message>
    <message>
        <source>Fallback host</source>
        <translation>Ausweich-Host</translation>
    </message>
    <message>
        <source>Save addresses</source>
        <translation>Adressen speichern</translation>
    </message>
    <message>
        <source>Mail about this cluster goes to</source>
        <translation>Mail über diesen Cluster geht an</translation>
    </message>
    <message>
        <source>Those of the installation</source>
        <translation>Die der Installation</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Rename this cluster</source>
        <translation>Diesen Cluster umbenennen</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Warnings about its domains and certificates. Several addresses are separated by commas; without one, mail goes to those in the settings.</source>
        <translation>Warnungen zu seinen Domains und Zertifikaten. Mehrere Adressen werden durch Kommas getrennt; ohne eine geht Mail an die in den Einstellungen.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ClusterPage</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Delete this cluster…</source>
        <translation>Diesen Cluster löschen …</translation>
    </message>
    <message>
        <source>It is the only cluster; an engine keeps at least one.</source>
        <translation>Es ist der einzige Cluster; eine Engine behält mindestens einen.</translation>
    </message>
    <message>
        <source>Add cluster…</source>
        <translation>Cluster hinzufügen …</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Show webhooks</source>
        <translation>Webhooks zeigen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deletes the cluster with its domains, certificates, link keys, tokens and webhooks. Links in mail that was delivered stop working.</source>
        <translation>Löscht den Cluster mit seinen Domains, Zertifikaten, Schlüsseln der Links, Token und Webhooks. Links in zugestellter Mail funktionieren nicht mehr.</translation>
    </message>
    <message>
        <source>None: no system of yours is told of opens and clicks.</source>
        <translation>Keine: Kein eigenes System erfährt von Öffnungen und Klicks.</translation>
    </message>
    <message>
        <source>%1, of which %2 fail.</source>
        <translation>%1, von denen %2 fehlschlagen.</translation>
    </message>
    <message>
        <source>%1, all of them in order.</source>
        <translation>%1, alle in Ordnung.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ClusterSwitch</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>No cluster</source>
        <translation>Kein Cluster</translation>
    </message>
    <message>
        <source>cluster %1</source>
        <translation>Cluster %1</translation>
    </message>
    <message>
        <source>Downgraded in other clusters: %1</source>
        <translation>Herabgestuft in anderen Clustern: %1</translation>
    </message>
    <message>
        <source>%1 (downgraded: %2)</source>
        <translation>%1 (herabgestuft: %2)</translation>
    </message>
    <message>
        <source>Add cluster…</source>
        <translation>Cluster hinzufügen …</translation>
    </message>
    <message>
        <source>Rename this cluster…</source>
        <translation>Diesen Cluster umbenennen …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ColumnMenu</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ConnectMail</name>
    <message>
        <source>Make a token for it</source>
        <translation>Token dafür erstellen</translation>
    </message>
    <message>
        <source>the token</source>
        <translation>das Token</translation>
    </message>
    <message>
        <source>%1 (found on this computer)</source>
        <translation>%1 (auf diesem Computer gefunden)</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Open the guide</source>
        <translation>Anleitung öffnen</translation>
    </message>
    <message>
        <source>Token for the mail host</source>
        <translation>Token für den Mailserver</translation>
    </message>
    <message>
        <source>Connect your mail server</source>
        <translation>Mailserver anbinden</translation>
    </message>
    <message>
        <source>Copy it now, it cannot be shown again. It is called %1, may rewrite mail of the cluster %2 and nothing else. The guide says into which file of the mail host it goes.</source>
        <translation>Kopieren Sie es jetzt, es kann nicht noch einmal gezeigt werden. Es heißt %1, darf Nachrichten des Clusters %2 umschreiben und sonst nichts. Die Anleitung sagt, in welche Datei des Mailservers es gehört.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ConnectionDialog</name>
    <message>
        <source>Connection to %1</source>
        <translation>Verbindung mit %1</translation>
    </message>
    <message>
        <source>Another token for %1</source>
        <translation>Anderes Token für %1</translation>
    </message>
    <message>
        <source>The certificate of %1</source>
        <translation>Das Zertifikat von %1</translation>
    </message>
    <message>
        <source>Connect to an engine</source>
        <translation>Mit einer Engine verbinden</translation>
    </message>
    <message>
        <source>It is reached once more before anything is changed.</source>
        <translation>Sie wird noch einmal erreicht, bevor etwas geändert wird.</translation>
    </message>
    <message>
        <source>The engine does not take the token that this console has: it was revoked, has ended, or may not read. Make one there: unmta-ctl token create NAME --scope admin</source>
        <translation>Die Engine nimmt das Token dieser Konsole nicht an: Es wurde widerrufen, ist abgelaufen oder darf nicht lesen. Erstellen Sie dort eines: unmta-ctl token create NAME --scope admin</translation>
    </message>
    <message>
        <source>The engine goes on where it runs; this window shows it. It has to listen for that (unmta-engine --api) and needs a token, made there: unmta-ctl token create NAME --scope admin</source>
        <translation>Die Engine läuft weiter, wo sie läuft; dieses Fenster zeigt sie. Dazu muss sie lauschen (unmta-engine --api), und es braucht ein Token, das dort erstellt wird: unmta-ctl token create NAME --scope admin</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Yours to choose; or the address</source>
        <translation>Frei gewählt, sonst die Adresse</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>https://engine.example.com:8089</source>
        <translation>https://engine.example.com:8089</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The one so far</source>
        <translation>Das bisherige</translation>
    </message>
    <message>
        <source>The engine wants a token.</source>
        <translation>Die Engine verlangt ein Token.</translation>
    </message>
    <message>
        <source>The engine does not take this token.</source>
        <translation>Die Engine nimmt dieses Token nicht an.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>Trust the new certificate</source>
        <translation>Dem neuen Zertifikat vertrauen</translation>
    </message>
    <message>
        <source>Trust and connect</source>
        <translation>Vertrauen und verbinden</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connected. No keychain of this computer took the token, so it lies in a file that only you can read: %1</source>
        <translation>Verbunden. Kein Schlüsselbund dieses Computers hat das Token angenommen; es liegt daher in einer Datei, die nur Sie lesen können: %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Kopieren: %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DayRange</name>
    <message>
        <source>From day</source>
        <translation>Ab dem Tag</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>Bis zum Tag</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DeleteClusterDialog</name>
    <message>
        <source>Delete the cluster %1?</source>
        <translation>Den Cluster %1 löschen?</translation>
    </message>
    <message>
        <source>Counting its tracking domains…</source>
        <translation>Seine Tracking-Domains werden gezählt …</translation>
    </message>
    <message>
        <source>Counting the clicks of the last 30 days…</source>
        <translation>Die Klicks der letzten 30 Tage werden gezählt …</translation>
    </message>
    <message>
        <source>Counting its access tokens…</source>
        <translation>Seine Zugriffstoken werden gezählt …</translation>
    </message>
    <message>
        <source>Counting its webhooks…</source>
        <translation>Seine Webhooks werden gezählt …</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete cluster</source>
        <translation>Cluster löschen</translation>
    </message>
    <message>
        <source>Tracked links in mail that has already been delivered stop working at once; recipients who click them see an error.</source>
        <translation>Verfolgte Links in bereits zugestellter Mail funktionieren sofort nicht mehr; Empfänger, die darauf klicken, sehen einen Fehler.</translation>
    </message>
    <message>
        <source>This cannot be undone: domains, certificates, link keys and the targets of the records are destroyed, and so are its rules and where its events are shipped.</source>
        <translation>Das lässt sich nicht rückgängig machen: Domains, Zertifikate, Schlüssel der Links und die Ziele der Einträge werden vernichtet, ebenso seine Regeln und wohin seine Ereignisse ausgeliefert werden.</translation>
    </message>
    <message>
        <source>Type the name to confirm:</source>
        <translation>Geben Sie zur Bestätigung den Namen ein:</translation>
    </message>
    <message>
        <source>Its links were clicked %1 times in the last 30 days.</source>
        <translation>Seine Links wurden in den letzten 30 Tagen %1-mal angeklickt.</translation>
    </message>
    <message>
        <source>How many links were clicked lately could not be counted.</source>
        <translation>Wie viele Links zuletzt angeklickt wurden, ließ sich nicht zählen.</translation>
    </message>
    <message>
        <source>Its access tokens could not be counted.</source>
        <translation>Seine Zugriffstoken ließen sich nicht zählen.</translation>
    </message>
    <message>
        <source>Its webhooks could not be counted.</source>
        <translation>Seine Webhooks ließen sich nicht zählen.</translation>
    </message>
    <message>
        <source>Access tokens for it alone: %1.</source>
        <translation>Zugriffstoken nur für ihn: %1.</translation>
    </message>
    <message>
        <source>Webhooks: %1.</source>
        <translation>Webhooks: %1.</translation>
    </message>
    <message>
        <source>Tracking domains: %1, of which %2 are active.</source>
        <translation>Tracking-Domains: %1, davon %2 aktiv.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DeleteDomainDialog</name>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Counting the clicks of the last 30 days…</source>
        <translation>Die Klicks der letzten 30 Tage werden gezählt …</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete tracking domain</source>
        <translation>Tracking-Domain löschen</translation>
    </message>
    <message>
        <source>Tracked links in mail that has already been delivered stop working at once; recipients who click them see an error.</source>
        <translation>Verfolgte Links in bereits zugestellter Mail funktionieren sofort nicht mehr; Empfänger, die darauf klicken, sehen einen Fehler.</translation>
    </message>
    <message>
        <source>It is the cluster&apos;s default: new mail will use the fallback host.</source>
        <translation>Sie ist der Standard des Clusters: Neue Mail verwendet dann den Ausweich-Host.</translation>
    </message>
    <message>
        <source>This cannot be undone. The target %1 is never issued again; remove the CNAME record at your DNS provider afterwards.</source>
        <translation>Das lässt sich nicht rückgängig machen. Das Ziel %1 wird nie wieder vergeben; entfernen Sie danach den CNAME-Eintrag bei Ihrem DNS-Anbieter.</translation>
    </message>
    <message>
        <source>Type the name to confirm:</source>
        <translation>Geben Sie zur Bestätigung den Namen ein:</translation>
    </message>
    <message>
        <source>How many links were clicked lately could not be counted.</source>
        <translation>Wie viele Links zuletzt angeklickt wurden, ließ sich nicht zählen.</translation>
    </message>
    <message>
        <source>Its links were clicked %1 times in the last 7 days, %2 times in the last 30.</source>
        <translation>Ihre Links wurden in den letzten 7 Tagen %1-mal angeklickt, in den letzten 30 Tagen %2-mal.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DeleteDomainsDialog</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Delete %1 tracking domains?</source>
        <translation>%1 Tracking-Domains löschen?</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete %1 tracking domains</source>
        <translation>%1 Tracking-Domains löschen</translation>
    </message>
    <message>
        <source>Their links were clicked %1 times in the last 7 days.</source>
        <translation>Ihre Links wurden in den letzten 7 Tagen %1-mal angeklickt.</translation>
    </message>
    <message>
        <source>Tracked links in mail that has already been delivered stop working at once; recipients who click them see an error.</source>
        <translation>Verfolgte Links in bereits zugestellter Mail funktionieren sofort nicht mehr; Empfänger, die darauf klicken, sehen einen Fehler.</translation>
    </message>
    <message>
        <source>The cluster&apos;s default is among them: new mail will use the fallback host.</source>
        <translation>Der Standard des Clusters ist darunter: Neue Mail verwendet dann den Ausweich-Host.</translation>
    </message>
    <message>
        <source>This cannot be undone. Their targets are never issued again; remove the CNAME records at your DNS provider afterwards.</source>
        <translation>Das lässt sich nicht rückgängig machen. Die Ziele werden nie wieder vergeben; entfernen Sie danach die CNAME-Einträge bei Ihrem DNS-Anbieter.</translation>
    </message>
    <message>
        <source>Type how many they are to confirm:</source>
        <translation>Geben Sie zur Bestätigung ein, wie viele es sind:</translation>
    </message>
    <message>
        <source>Deleting: %1 of %2…</source>
        <translation>Löschen: %1 von %2 …</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DeleteEventsDialog</name>
    <message>
        <source>Delete a recipient&apos;s events</source>
        <translation>Ereignisse eines Empfängers löschen</translation>
    </message>
    <message>
        <source>What is deleted is gone for ever: its place on the disk is overwritten.</source>
        <translation>Was gelöscht wird, ist für immer weg: Sein Platz auf dem Datenträger wird überschrieben.</translation>
    </message>
    <message>
        <source>The sums of opens and clicks stay; they name nobody. Links in mail that was delivered go on working and record new events. Backups keep what was in them.</source>
        <translation>Die Summen der Öffnungen und Klicks bleiben; sie nennen niemanden. Links in zugestellter Mail funktionieren weiter und zeichnen neue Ereignisse auf. Sicherungen behalten, was in ihnen war.</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete events</source>
        <translation>Ereignisse löschen</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation>name@example.com</translation>
    </message>
    <message>
        <source>Whose events? The case of letters makes no difference.</source>
        <translation>Wessen Ereignisse? Groß- und Kleinschreibung macht keinen Unterschied.</translation>
    </message>
    <message>
        <source>Counting the events of %1…</source>
        <translation>Die Ereignisse von %1 werden gezählt …</translation>
    </message>
    <message>
        <source>%1 in this cluster.</source>
        <translation>%1 in diesem Cluster.</translation>
    </message>
    <message>
        <source>There is no event of %1 in this cluster.</source>
        <translation>In diesem Cluster gibt es kein Ereignis von %1.</translation>
    </message>
    <message>
        <source>Delete 1 event</source>
        <translation>1 Ereignis löschen</translation>
    </message>
    <message>
        <source>Delete %1 events</source>
        <translation>%1 Ereignisse löschen</translation>
    </message>
    <message>
        <source>1 event of %1</source>
        <translation>1 Ereignis von %1</translation>
    </message>
    <message>
        <source>%1 events of %2</source>
        <translation>%1 Ereignisse von %2</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Wird gelöscht …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>1 event of %1 is deleted.</source>
        <translation>1 Ereignis von %1 ist gelöscht.</translation>
    </message>
    <message>
        <source>%1 events of %2 are deleted.</source>
        <translation>%1 Ereignisse von %2 sind gelöscht.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DeleteWebhookDialog</name>
    <message>
        <source>Delete this webhook?</source>
        <translation>Diesen Webhook löschen?</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete webhook</source>
        <translation>Webhook löschen</translation>
    </message>
    <message>
        <source>Its log is deleted, and %1 events that wait for it are not sent. Somebody who only wants a pause switches it off.</source>
        <translation>Sein Protokoll wird gelöscht, und %1 Ereignisse, die auf ihn warten, werden nicht gesendet. Wer nur eine Pause will, schaltet ihn ab.</translation>
    </message>
    <message>
        <source>Its log is deleted with it. Somebody who only wants a pause switches it off.</source>
        <translation>Sein Protokoll wird mitgelöscht. Wer nur eine Pause will, schaltet ihn ab.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DeletionSheet</name>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zur Bestätigung %1 eingeben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DesktopAlerts</name>
    <message>
        <source>%1 failed a check</source>
        <translation>%1 hat eine Prüfung nicht bestanden</translation>
    </message>
    <message>
        <source>Links of %1 are dead</source>
        <translation>Links von %1 sind tot</translation>
    </message>
    <message>
        <source>%1 was verified by another cluster</source>
        <translation>%1 wurde von einem anderen Cluster bestätigt</translation>
    </message>
    <message>
        <source>The monitor holds its checks back</source>
        <translation>Die Überwachung hält ihre Prüfungen zurück</translation>
    </message>
    <message>
        <source>Opens and clicks are not recorded</source>
        <translation>Öffnungen und Klicks werden nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 notifications call for attention</source>
        <translation>%1 Benachrichtigungen verlangen Aufmerksamkeit</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DiagnosisCard</name>
    <message>
        <source>name server</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>resolver</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Show the servers&apos; answers</source>
        <translation>Antworten der Server anzeigen</translation>
    </message>
    <message>
        <source>Found value</source>
        <translation>Gefundener Wert</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Expected value</source>
        <translation>Erwarteter Wert</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Checking the record…</source>
        <translation>Der Eintrag wird geprüft …</translation>
    </message>
    <message>
        <source>1. Ask the resolver and the name servers of %1.
2. Follow the CNAME, hop by hop, to its end.
3. Compare the end with the value that was issued for you.</source>
        <translation>1. Den Resolver und die Nameserver von %1 fragen.
2. Dem CNAME Schritt für Schritt bis zum Ende folgen.
3. Das Ende mit dem Wert vergleichen, der für Sie vergeben wurde.</translation>
    </message>
    <message>
        <source>Checked %1</source>
        <translation>Geprüft %1</translation>
    </message>
    <message>
        <source>Path: %1</source>
        <translation>Weg: %1</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Behalten für</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>Antwort von %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Hide the servers&apos; answers</source>
        <translation>Antworten der Server ausblenden</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DnsRecordModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DomainHeader</name>
    <message>
        <source>Tracking Domains ›</source>
        <translation>Tracking-Domains ›</translation>
    </message>
    <message>
        <source>Back to the tracking domains</source>
        <translation>Zurück zu den Tracking-Domains</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Look the record up now (F5)</source>
        <translation>Den Eintrag jetzt nachschlagen (F5)</translation>
    </message>
    <message>
        <source>Set as default</source>
        <translation>Als Standard setzen</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Check the record now</source>
        <translation>Den Eintrag jetzt prüfen</translation>
    </message>
    <message>
        <source>Links that open an app…</source>
        <translation>Links, die eine App öffnen …</translation>
    </message>
    <message>
        <source>Delete tracking domain…</source>
        <translation>Tracking-Domain löschen …</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Default once verified</source>
        <translation>Standard, sobald bestätigt</translation>
    </message>
    <message>
        <source>Unset as default</source>
        <translation>Nicht mehr Standard</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Verify Now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Tracking domain</source>
        <translation>Tracking-Domain</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DomainListModel</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1, default</source>
        <translation>%1, Standard</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>gültig bis %1</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>Letzte Prüfung</translation>
    </message>
    <message>
        <source>Opens 7 d</source>
        <translation>Öffn. 7 Tage</translation>
    </message>
    <message>
        <source>Clicks 7 d</source>
        <translation>Klicks 7 Tage</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>%1 opens and clicks in 7 days</source>
        <translation>%1 Öffnungen und Klicks in 7 Tagen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DomainListPage</name>
    <message>
        <source>Tracking Domains</source>
        <translation>Tracking-Domains</translation>
    </message>
    <message>
        <source>Recipients see these hosts in links and pixels of this cluster&apos;s mail.</source>
        <translation>Diese Hosts sehen Empfänger in Links und Pixeln der Mail dieses Clusters.</translation>
    </message>
    <message>
        <source>Add tracking domain</source>
        <translation>Tracking-Domain hinzufügen</translation>
    </message>
    <message>
        <source>Filter by name or status…</source>
        <translation>Nach Name oder Status filtern …</translation>
    </message>
    <message>
        <source>Filter the tracking domains</source>
        <translation>Tracking-Domains filtern</translation>
    </message>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>Filtern (Strg+F)</translation>
    </message>
    <message>
        <source>Add a tracking domain (Ctrl+N)</source>
        <translation>Eine Tracking-Domain hinzufügen (Strg+N)</translation>
    </message>
    <message>
        <source>Tracking domains</source>
        <translation>Tracking-Domains</translation>
    </message>
    <message>
        <source>Export tracking domains</source>
        <translation>Tracking-Domains exportieren</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportiert nach %1.</translation>
    </message>
    <message>
        <source>Put your own name on tracked links</source>
        <translation>Verfolgte Links unter Ihrem eigenen Namen</translation>
    </message>
    <message>
        <source>Choose a subdomain of a domain you control, for example track.example.com. You get one CNAME record to publish at your DNS provider; once it is found, opens and clicks run under your name, with a certificate that looks after itself.</source>
        <translation>Wählen Sie eine Subdomain einer Domain, die Sie verwalten, zum Beispiel track.example.com. Sie bekommen einen CNAME-Eintrag, den Sie bei Ihrem DNS-Anbieter veröffentlichen; sobald er gefunden ist, laufen Öffnungen und Klicks unter Ihrem Namen, mit einem Zertifikat, das sich selbst erneuert.</translation>
    </message>
    <message>
        <source>Try it in the sandbox</source>
        <translation>In der Sandbox ausprobieren</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>No tracking domain of this cluster has “%1” in its name or status.</source>
        <translation>Keine Tracking-Domain dieses Clusters hat „%1“ in Name oder Status.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>1 domain</source>
        <translation>1 Domain</translation>
    </message>
    <message>
        <source>%1 domains</source>
        <translation>%1 Domains</translation>
    </message>
    <message>
        <source>%1 active</source>
        <translation>%1 aktiv</translation>
    </message>
    <message>
        <source>%1 downgraded</source>
        <translation>%1 herabgestuft</translation>
    </message>
    <message>
        <source>no host for new mail yet</source>
        <translation>noch kein Host für neue Mail</translation>
    </message>
    <message>
        <source>new mail uses %1</source>
        <translation>neue Mail verwendet %1</translation>
    </message>
    <message>
        <source>without a default, mail uses %1</source>
        <translation>ohne Standard verwendet Mail %1</translation>
    </message>
    <message>
        <source>more are loading…</source>
        <translation>weitere werden geladen…</translation>
    </message>
    <message>
        <source>the others could not be loaded</source>
        <translation>die übrigen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>None of the tracking domains that could be loaded has “%1” in its name or status.</source>
        <translation>Keine der Tracking-Domains, die geladen werden konnten, hat „%1“ in Name oder Status.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DomainMenu</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy the record&apos;s value</source>
        <translation>Wert des Eintrags kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Weitergeben …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DomainPage</name>
    <message>
        <source>The sandbox&apos;s provider publishes the record now. Press Verify Now.</source>
        <translation>Der Anbieter der Sandbox veröffentlicht den Eintrag jetzt. Drücken Sie „Jetzt prüfen“.</translation>
    </message>
    <message>
        <source>DNS record</source>
        <translation>DNS-Eintrag</translation>
    </message>
    <message>
        <source>Publish this record</source>
        <translation>Diesen Eintrag veröffentlichen</translation>
    </message>
    <message>
        <source>Changes are usually visible within minutes, sometimes after up to 48 hours.</source>
        <translation>Änderungen sind meist nach Minuten zu sehen, manchmal erst nach bis zu 48 Stunden.</translation>
    </message>
    <message>
        <source>%1 Checked automatically; next try %2.</source>
        <translation>%1 Wird automatisch geprüft; nächster Versuch %2.</translation>
    </message>
    <message>
        <source>Tracking domain</source>
        <translation>Tracking-Domain</translation>
    </message>
</context>
<context>
    <name>unmta::ui::DowngradedCard</name>
    <message>
        <source>Another cluster verified this host and serves it now. Links in mail that this cluster sent do not work, and its opens are not counted.</source>
        <translation>Ein anderer Cluster hat diesen Host bestätigt und bedient ihn jetzt. Links in Mail, die dieser Cluster gesendet hat, funktionieren nicht, und Öffnungen werden nicht gezählt.</translation>
    </message>
    <message>
        <source>Links in mail that was sent do not work, and opens are not counted. All of it works again as soon as the record below is found.</source>
        <translation>Links in gesendeter Mail funktionieren nicht, und Öffnungen werden nicht gezählt. Alles funktioniert wieder, sobald der Eintrag unten gefunden wird.</translation>
    </message>
    <message>
        <source>no record</source>
        <translation>kein Eintrag</translation>
    </message>
    <message>
        <source>Value while it was active</source>
        <translation>Wert, als sie aktiv war</translation>
    </message>
    <message>
        <source>Value now</source>
        <translation>Wert jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Bis dahin</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EngineCard</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Answers, median · p99</source>
        <translation>Antworten, Median · p99</translation>
    </message>
    <message>
        <source>Waiting to be written</source>
        <translation>Wartet auf das Schreiben</translation>
    </message>
    <message>
        <source>Webhooks behind</source>
        <translation>Rückstand der Webhooks</translation>
    </message>
    <message>
        <source>Mail waiting</source>
        <translation>Wartende Mail</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Datenspeicher</translation>
    </message>
    <message>
        <source>Free on its disk</source>
        <translation>Frei auf dem Datenträger</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>%1 / s</source>
        <translation>%1 / s</translation>
    </message>
    <message>
        <source>%1 since the engine was started %2</source>
        <translation>%1 seit dem Start der Engine, %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Half of the last minute&apos;s answers took at most the first, 99 of 100 the second.</source>
        <translation>Die Hälfte der Antworten der letzten Minute brauchte höchstens den ersten Wert, 99 von 100 den zweiten.</translation>
    </message>
    <message>
        <source>%1, not recording</source>
        <translation>%1, es wird nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 s (%2)</source>
        <translation>%1 s (%2)</translation>
    </message>
    <message>
        <source>%1 opens and clicks could not be recorded so far.</source>
        <translation>%1 Öffnungen und Klicks konnten bisher nicht aufgezeichnet werden.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EngineState</name>
    <message>
        <source>edge %1</source>
        <translation>Edge-Server %1</translation>
    </message>
    <message>
        <source>%1 ▾</source>
        <translation>%1 ▾</translation>
    </message>
    <message>
        <source>Engine: %1</source>
        <translation>Engine: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Connect to another engine…</source>
        <translation>Mit anderer Engine verbinden …</translation>
    </message>
    <message>
        <source>Edit this connection…</source>
        <translation>Diese Verbindung bearbeiten …</translation>
    </message>
    <message>
        <source>Forget this connection…</source>
        <translation>Diese Verbindung vergessen …</translation>
    </message>
    <message>
        <source>Engine running on %1</source>
        <translation>Engine läuft: %1</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Token abgelehnt</translation>
    </message>
    <message>
        <source>Engine does not answer</source>
        <translation>Engine antwortet nicht</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>Give --token-file of a valid token.</source>
        <translation>Geben Sie mit --token-file ein gültiges Token an.</translation>
    </message>
    <message>
        <source>unMTA Tracking %1</source>
        <translation>unMTA Tracking %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EngineView</name>
    <message>
        <source>%1 What you see is from %2.</source>
        <translation>%1 Was Sie sehen, ist von %2.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EventDetail</name>
    <message>
        <source>the event as JSON</source>
        <translation>das Ereignis als JSON</translation>
    </message>
    <message>
        <source>This message&apos;s events</source>
        <translation>Ereignisse dieser Nachricht</translation>
    </message>
    <message>
        <source>This recipient&apos;s events</source>
        <translation>Ereignisse dieses Empfängers</translation>
    </message>
    <message>
        <source>This link&apos;s clicks</source>
        <translation>Klicks auf diesen Link</translation>
    </message>
    <message>
        <source>The chosen event</source>
        <translation>Das gewählte Ereignis</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the event&apos;s details</source>
        <translation>Einzelheiten des Ereignisses schließen</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Tracking host</source>
        <translation>Tracking-Host</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Link name</source>
        <translation>Linkname</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Who opened and clicked</source>
        <translation>Wer geöffnet und geklickt hat</translation>
    </message>
    <message>
        <source>This host&apos;s top links</source>
        <translation>Meistgeklickte Links des Hosts</translation>
    </message>
    <message>
        <source>All who opened this message or clicked in it, with their times</source>
        <translation>Alle, die diese Nachricht geöffnet oder darin geklickt haben, mit den Zeiten</translation>
    </message>
    <message>
        <source>The links of this tracking host, those that were clicked most first</source>
        <translation>Die Links dieses Tracking-Hosts, die meistgeklickten zuerst</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EventListModel</name>
    <message>
        <source>Open</source>
        <translation>Öffnung</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Tracking host</source>
        <translation>Tracking-Host</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EventSearchBar</name>
    <message>
        <source>Search in</source>
        <translation>Suchen in</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Tracking host</source>
        <translation>Tracking-Host</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>Durch wen</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Search the events</source>
        <translation>Ereignisse durchsuchen</translation>
    </message>
    <message>
        <source>Whole address, such as ann@example.com</source>
        <translation>Ganze Adresse, etwa ann@example.com</translation>
    </message>
    <message>
        <source>Whole id, such as 1234@example.com</source>
        <translation>Ganze ID, etwa 1234@example.com</translation>
    </message>
    <message>
        <source>Destination, or the link&apos;s name</source>
        <translation>Ziel, oder der Name des Links</translation>
    </message>
    <message>
        <source>Such as track.example.com</source>
        <translation>Etwa track.example.com</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Do not ask for %1 %2 any more</source>
        <translation>Nicht mehr nach %1 %2 fragen</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>From day to day</source>
        <translation>Von Tag bis Tag</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EventSumsModel</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>%1 by people</source>
        <translation>%1 von Menschen</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EventSumsView</name>
    <message>
        <source>Count again</source>
        <translation>Neu zählen</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation>In der Liste zeigen</translation>
    </message>
    <message>
        <source>Events of the chosen row</source>
        <translation>Ereignisse der gewählten Zeile</translation>
    </message>
    <message>
        <source>Adding up all events…</source>
        <translation>Alle Ereignisse werden zusammengezählt …</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>No link was clicked yet</source>
        <translation>Noch wurde kein Link geklickt</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>As soon as recipients open messages and click links, they are added up here.</source>
        <translation>Sobald Empfänger Nachrichten öffnen und Links klicken, wird es hier zusammengezählt.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>%1 opens (%2 by people) and %3 clicks (%4 by people), counted at %5.</source>
        <translation>%1 Öffnungen (%2 von Menschen) und %3 Klicks (%4 von Menschen), gezählt um %5.</translation>
    </message>
    <message>
        <source>Of %1 rows these are the %2 with the most clicks.</source>
        <translation>Von %1 Zeilen sind dies die %2 mit den meisten Klicks.</translation>
    </message>
    <message>
        <source>There are more than can be told apart: search for less, such as the last 24 hours.</source>
        <translation>Es sind mehr, als unterschieden werden können: Suchen Sie nach weniger, etwa in den letzten 24 Stunden.</translation>
    </message>
    <message>
        <source>No event fits the whole search. All events that the engine keeps were looked at; recipients, messages, links and hosts are found by their whole text.</source>
        <translation>Kein Ereignis passt zu dieser Suche. Alle Ereignisse, die die Engine aufbewahrt, wurden durchgesehen; Empfänger, Nachrichten, Links und Hosts werden nach ihrem ganzen Text gefunden.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>What recipients did: opens and clicks of this cluster&apos;s mail, newest first.</source>
        <translation>Was Empfänger taten: Öffnungen und Klicks der Mail dieses Clusters, die neuesten zuerst.</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>Hold the list as it is</source>
        <translation>Die Liste lassen, wie sie ist</translation>
    </message>
    <message>
        <source>New events are not shown until this is released</source>
        <translation>Neue Ereignisse werden erst gezeigt, wenn dies gelöst wird</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>People and programs…</source>
        <translation>Menschen und Programme …</translation>
    </message>
    <message>
        <source>Delete a recipient&apos;s events…</source>
        <translation>Ereignisse eines Empfängers löschen …</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No event has “%1” as its %2. All events that the engine keeps were looked at; the whole text must be the same.</source>
        <translation>Kein Ereignis hat „%1“ in diesem Feld: %2. Alle Ereignisse, die die Engine aufbewahrt, wurden angesehen; der ganze Text muss übereinstimmen.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>As soon as a recipient opens a message with your pixel or clicks a tracked link, it appears here by itself.</source>
        <translation>Sobald ein Empfänger eine Nachricht mit Ihrem Pixel öffnet oder einen verfolgten Link anklickt, erscheint es hier von selbst.</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Each event</source>
        <translation>Jedes Ereignis</translation>
    </message>
    <message>
        <source>By recipient</source>
        <translation>Nach Empfänger</translation>
    </message>
    <message>
        <source>By link</source>
        <translation>Nach Link</translation>
    </message>
    <message>
        <source>By message</source>
        <translation>Nach Nachricht</translation>
    </message>
    <message>
        <source>Export events…</source>
        <translation>Ereignisse exportieren …</translation>
    </message>
    <message>
        <source>There are more events than the %1 that are shown here, so they can be sorted by time only. Search for less, until all of them are shown, or add them up by recipient or link.</source>
        <translation>Es gibt mehr Ereignisse als die %1, die hier gezeigt werden; darum können sie nur nach der Zeit sortiert werden. Suchen Sie nach weniger, bis alle gezeigt werden, oder zählen Sie sie nach Empfänger oder Link zusammen.</translation>
    </message>
    <message>
        <source>No event of this cluster fits the search. All events that the engine keeps were looked at.</source>
        <translation>Kein Ereignis dieses Clusters passt zur Suche. Alle Ereignisse, die die Engine aufbewahrt, wurden durchgesehen.</translation>
    </message>
    <message>
        <source>The list is held. There have been new events since; release it to see them.</source>
        <translation>Die Liste ist angehalten. Seither gab es neue Ereignisse; geben Sie sie frei, um sie zu sehen.</translation>
    </message>
    <message>
        <source>The list is held. There have been no new events since.</source>
        <translation>Die Liste ist angehalten. Seither gab es keine neuen Ereignisse.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ExportEventsDialog</name>
    <message>
        <source>Export events</source>
        <translation>Ereignisse exportieren</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets</source>
        <translation>CSV, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>NDJSON, one JSON object per line, for programs</source>
        <translation>NDJSON, ein JSON-Objekt je Zeile, für Programme</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>There is a file of this name already. It will be replaced.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Sie wird ersetzt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Events written</source>
        <translation>Geschriebene Ereignisse</translation>
    </message>
    <message>
        <source>All events that the search finds are written, oldest first, not only those that are shown.</source>
        <translation>Alle Ereignisse, die die Suche findet, werden geschrieben, die ältesten zuerst, nicht nur die gezeigten.</translation>
    </message>
    <message>
        <source>All events of this cluster are written, oldest first, not only those that are shown. Search first to write fewer.</source>
        <translation>Alle Ereignisse dieses Clusters werden geschrieben, die ältesten zuerst, nicht nur die gezeigten. Suchen Sie vorher, um weniger zu schreiben.</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Noch ist nichts geschrieben.</translation>
    </message>
    <message>
        <source>The export has failed, and no file was written. %1</source>
        <translation>Der Export ist fehlgeschlagen, und keine Datei wurde geschrieben. %1</translation>
    </message>
    <message>
        <source>1 event is in %1.</source>
        <translation>1 Ereignis ist in %1.</translation>
    </message>
    <message>
        <source>%1 events are in %2.</source>
        <translation>%1 Ereignisse sind in %2.</translation>
    </message>
    <message>
        <source>The export was cancelled after %1 events, and no file was written.</source>
        <translation>Der Export wurde nach %1 Ereignissen abgebrochen, und keine Datei wurde geschrieben.</translation>
    </message>
    <message>
        <source>%1 events are written.</source>
        <translation>%1 Ereignisse sind geschrieben.</translation>
    </message>
    <message>
        <source>%1 of %2 events are written.</source>
        <translation>%1 von %2 Ereignissen sind geschrieben.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Den Ordner %1 gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::HandOverDialog</name>
    <message>
        <source>Type:   %1
Name:   %2   (the full name is %3)
Value:  %4
TTL:    the default, or 3600</source>
        <translation>Typ:    %1
Name:   %2   (der vollständige Name ist %3)
Wert:   %4
TTL:    der Standard, oder 3600</translation>
    </message>
    <message>
        <source>Zone:   %1</source>
        <translation>Zone:   %1</translation>
    </message>
    <message>
        <source>Please add this record to the DNS of %1:

%2

It must stand alone: no other record may have the same name. If the provider offers a proxy for it (at Cloudflare the orange cloud), please switch it off (“DNS only”).</source>
        <translation>Bitte fügen Sie diesen Eintrag zum DNS von %1 hinzu:

%2

Er muss allein stehen: Kein anderer Eintrag darf denselben Namen haben. Falls der Anbieter einen Proxy dafür anbietet (bei Cloudflare die orange Wolke), schalten Sie ihn bitte ab („DNS only“).</translation>
    </message>
    <message>
        <source>Please add these records to the DNS:

%1

Each must stand alone: no other record may have the same name. If the provider offers a proxy for them (at Cloudflare the orange cloud), please switch it off (“DNS only”).</source>
        <translation>Bitte fügen Sie diese Einträge zum DNS hinzu:

%1

Jeder muss allein stehen: Kein anderer Eintrag darf denselben Namen haben. Falls der Anbieter einen Proxy dafür anbietet (bei Cloudflare die orange Wolke), schalten Sie ihn bitte ab („DNS only“).</translation>
    </message>
    <message>
        <source>

With it, the links in our mail run under our own name. Thank you.</source>
        <translation>

Damit laufen die Links in unserer Mail unter unserem eigenen Namen. Danke.</translation>
    </message>
    <message>
        <source>Hand over to a colleague</source>
        <translation>An eine Kollegin oder einen Kollegen weitergeben</translation>
    </message>
    <message>
        <source>Text for a colleague</source>
        <translation>Text zum Weitergeben</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>der Text</translation>
    </message>
    <message>
        <source>Write an e-mail…</source>
        <translation>E-Mail schreiben …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Everything that the person who runs your DNS needs to know.</source>
        <translation>Alles, was die Person wissen muss, die Ihr DNS verwaltet.</translation>
    </message>
    <message>
        <source>A DNS record for %1</source>
        <translation>Ein DNS-Eintrag für %1</translation>
    </message>
    <message>
        <source>%1 DNS records</source>
        <translation>%1 DNS-Einträge</translation>
    </message>
</context>
<context>
    <name>unmta::ui::Headline</name>
    <message>
        <source>%1 – unMTA Tracking</source>
        <translation>%1 – unMTA Tracking</translation>
    </message>
    <message>
        <source>unMTA Tracking</source>
        <translation>unMTA Tracking</translation>
    </message>
    <message>
        <source>%1 downgraded – %2</source>
        <translation>%1 herabgestuft – %2</translation>
    </message>
    <message>
        <source>%1 – Sandbox</source>
        <translation>%1 – Sandbox</translation>
    </message>
</context>
<context>
    <name>unmta::ui::MailTray</name>
    <message>
        <source>Mail that would have been sent</source>
        <translation>E-Mails, die gesendet worden wären</translation>
    </message>
    <message>
        <source>The mail&apos;s text</source>
        <translation>Text der E-Mail</translation>
    </message>
    <message>
        <source>No mail yet</source>
        <translation>Noch keine E-Mail</translation>
    </message>
    <message>
        <source>When a domain is verified, gets a strike or is downgraded, the mail about it lies here instead of being sent.</source>
        <translation>Wenn eine Domain bestätigt, beanstandet oder herabgestuft wird, liegt die E-Mail darüber hier, statt gesendet zu werden.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::MailTrayModel</name>
    <message>
        <source>nobody is named yet</source>
        <translation>noch ist niemand genannt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
</context>
<context>
    <name>unmta::ui::MainWindow</name>
    <message>
        <source>unMTA Tracking</source>
        <translation>unMTA Tracking</translation>
    </message>
</context>
<context>
    <name>unmta::ui::MessageDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::MonitorBanner</name>
    <message>
        <source>Until that is clear, no check counts as a strike.</source>
        <translation>Bis das klar ist, zählt keine Prüfung als Beanstandung.</translation>
    </message>
    <message>
        <source>Next try in %1.</source>
        <translation>Nächster Versuch in %1.</translation>
    </message>
    <message>
        <source>The next try begins now.</source>
        <translation>Der nächste Versuch beginnt jetzt.</translation>
    </message>
    <message>
        <source>It is being tried again now.</source>
        <translation>Es wird gerade wieder versucht.</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Freigeben …</translation>
    </message>
    <message>
        <source>Release what the monitor holds</source>
        <translation>Freigeben, was die Überwachung zurückhält</translation>
    </message>
    <message>
        <source>Domains that would get a strike</source>
        <translation>Domains, die eine Beanstandung bekämen</translation>
    </message>
    <message>
        <source>The monitor holds its checks back</source>
        <translation>Die Überwachung hält ihre Prüfungen zurück</translation>
    </message>
    <message>
        <source>Hide the domain</source>
        <translation>Domain ausblenden</translation>
    </message>
    <message>
        <source>Show the domain</source>
        <translation>Domain anzeigen</translation>
    </message>
    <message>
        <source>Hide the %1 domains</source>
        <translation>%1 Domains ausblenden</translation>
    </message>
    <message>
        <source>Show the %1 domains</source>
        <translation>%1 Domains anzeigen</translation>
    </message>
    <message>
        <source>and one more</source>
        <translation>und eine weitere</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>unmta::ui::MonitoringCard</name>
    <message>
        <source>Monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>nächste %1</translation>
    </message>
    <message>
        <source>A check that finds the record makes it active again.</source>
        <translation>Eine Prüfung, die den Eintrag findet, macht sie wieder aktiv.</translation>
    </message>
    <message>
        <source>One more failed check and it goes back to Pending.</source>
        <translation>Noch eine fehlgeschlagene Prüfung, und sie ist wieder ausstehend.</translation>
    </message>
    <message>
        <source>Two failed checks in a row, and it goes back to Pending.</source>
        <translation>Zwei fehlgeschlagene Prüfungen hintereinander, und sie ist wieder ausstehend.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Tracking Domains</source>
        <translation>Tracking-Domains</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Rewriting</source>
        <translation>Umschreiben</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>About this page	F1</source>
        <translation>Über diese Seite	F1</translation>
    </message>
    <message>
        <source>Keys	?</source>
        <translation>Tasten	?</translation>
    </message>
    <message>
        <source>Troubleshooting</source>
        <translation>Fehlersuche</translation>
    </message>
    <message>
        <source>About unMTA Tracking</source>
        <translation>Über unMTA Tracking</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NextStepsCard</name>
    <message>
        <source>▾  Next steps</source>
        <translation>▾  Nächste Schritte</translation>
    </message>
    <message>
        <source>▸  Next steps</source>
        <translation>▸  Nächste Schritte</translation>
    </message>
    <message>
        <source>Connect your mail server, send yourself a test.</source>
        <translation>Mailserver anbinden, sich selbst einen Test senden.</translation>
    </message>
    <message>
        <source>Next steps, opened</source>
        <translation>Nächste Schritte, geöffnet</translation>
    </message>
    <message>
        <source>Next steps, closed</source>
        <translation>Nächste Schritte, geschlossen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NodeCard</name>
    <message>
        <source>It has given no sign of life since %1. What it was asked to do the others do; opens and clicks that wait there come when its engine runs again.</source>
        <translation>Seit %1 hat er kein Lebenszeichen gegeben. Was er zu tun hatte, machen die anderen; Öffnungen und Klicks, die dort warten, kommen, wenn seine Engine wieder läuft.</translation>
    </message>
    <message>
        <source>Its health check fails, so that nobody is led to it, and it does no upkeep. Whoever comes is served.</source>
        <translation>Seine Gesundheitsprüfung schlägt fehl, damit niemand zu ihm geleitet wird, und er macht keine Instandhaltung. Wer dennoch kommt, wird bedient.</translation>
    </message>
    <message>
        <source>It serves links and does the upkeep: it checks domains, orders certificates, sends mail, calls webhooks and ships events.</source>
        <translation>Er liefert Links aus und macht die Instandhaltung: Er prüft Domains, bestellt Zertifikate, verschickt Mails, ruft Webhooks auf und liefert Ereignisse ab.</translation>
    </message>
    <message>
        <source>It serves links, and takes the upkeep over when the node that does it is gone.</source>
        <translation>Er liefert Links aus und übernimmt die Instandhaltung, wenn der Knoten ausfällt, der sie macht.</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>It can be removed once its engine is stopped and it counts as silent.</source>
        <translation>Er lässt sich entfernen, sobald seine Engine beendet ist und er als stumm gilt.</translation>
    </message>
    <message>
        <source>The chosen node</source>
        <translation>Der gewählte Knoten</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Requests since then</source>
        <translation>Anfragen seitdem</translation>
    </message>
    <message>
        <source>%1 It is the one that answers this window.</source>
        <translation>%1 Er ist der, der diesem Fenster antwortet.</translation>
    </message>
    <message>
        <source>Take into service…</source>
        <translation>In Betrieb nehmen …</translation>
    </message>
    <message>
        <source>Take out of service…</source>
        <translation>Aus dem Betrieb nehmen …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NodeDialog</name>
    <message>
        <source>Take %1 out of service?</source>
        <translation>%1 aus dem Betrieb nehmen?</translation>
    </message>
    <message>
        <source>Take %1 into service again?</source>
        <translation>%1 wieder in Betrieb nehmen?</translation>
    </message>
    <message>
        <source>Remove the node %1?</source>
        <translation>Den Knoten %1 entfernen?</translation>
    </message>
    <message>
        <source>Its health check fails from now on, so that a balancer leads nobody to it, and another node takes the upkeep over. Whoever comes all the same is served.</source>
        <translation>Seine Gesundheitsprüfung schlägt ab jetzt fehl, damit ein Lastverteiler niemanden zu ihm leitet, und ein anderer Knoten übernimmt die Instandhaltung. Wer dennoch kommt, wird bedient.</translation>
    </message>
    <message>
        <source>Its health check fails from now on, so that a balancer leads nobody to it. Whoever comes all the same is served.</source>
        <translation>Seine Gesundheitsprüfung schlägt ab jetzt fehl, damit ein Lastverteiler niemanden zu ihm leitet. Wer dennoch kommt, wird bedient.</translation>
    </message>
    <message>
        <source>Its health check is good again, and it may take the upkeep over.</source>
        <translation>Seine Gesundheitsprüfung ist wieder gut, und er darf die Instandhaltung übernehmen.</translation>
    </message>
    <message>
        <source>It is forgotten. If its engine is started again, it joins as a new one.</source>
        <translation>Er wird vergessen. Wird seine Engine wieder gestartet, kommt er als neuer hinzu.</translation>
    </message>
    <message>
        <source>No other node is in service: a balancer that asks for their health leads nobody anywhere, and nobody does the upkeep.</source>
        <translation>Kein anderer Knoten ist in Betrieb: Ein Lastverteiler, der nach ihrer Gesundheit fragt, leitet niemanden mehr irgendwohin, und niemand macht die Instandhaltung.</translation>
    </message>
    <message>
        <source>%1 opens and clicks were still waiting there. They lie in its data directory only: keep that, or start its engine once more.</source>
        <translation>Dort warteten noch %1 Öffnungen und Klicks. Sie liegen nur in seinem Datenverzeichnis: Bewahren Sie es auf, oder starten Sie seine Engine noch einmal.</translation>
    </message>
    <message>
        <source>Opens and clicks that it has not handed over lie in its data directory only: keep that until they have been.</source>
        <translation>Öffnungen und Klicks, die er noch nicht übergeben hat, liegen nur in seinem Datenverzeichnis: Bewahren Sie es so lange auf.</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Aus dem Betrieb nehmen</translation>
    </message>
    <message>
        <source>Take into service</source>
        <translation>In Betrieb nehmen</translation>
    </message>
    <message>
        <source>Remove node</source>
        <translation>Knoten entfernen</translation>
    </message>
    <message>
        <source>Node %1</source>
        <translation>Knoten %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NodeListModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>answers this window</source>
        <translation>antwortet diesem Fenster</translation>
    </message>
    <message>
        <source>upkeep</source>
        <translation>Instandhaltung</translation>
    </message>
    <message>
        <source>%1, does the upkeep</source>
        <translation>%1, macht die Instandhaltung</translation>
    </message>
    <message>
        <source>Its computer</source>
        <translation>Sein Computer</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>How long ago it has taken in the last of what was changed at the others</source>
        <translation>Wie lange es her ist, dass er zuletzt alles aufgenommen hat, was bei den anderen geändert wurde</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Requests for links and pixels a second, a moment ago</source>
        <translation>Anfragen nach Links und Pixeln in der Sekunde, vor einem Moment</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>Opens and clicks that it has recorded and not handed to the store yet</source>
        <translation>Öffnungen und Klicks, die er aufgezeichnet und dem Speicher noch nicht übergeben hat</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Certificates that it can show</source>
        <translation>Zertifikate, die er vorweisen kann</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Its last sign of life</source>
        <translation>Sein letztes Lebenszeichen</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NodesPage</name>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Engines that share this store. All of them serve links; one does the upkeep.</source>
        <translation>Engines, die sich diesen Speicher teilen. Alle liefern Links aus; eine macht die Instandhaltung.</translation>
    </message>
    <message>
        <source>No node does the upkeep at present. The next one in service takes it over in a moment.</source>
        <translation>Derzeit macht kein Knoten die Instandhaltung. Der nächste, der in Betrieb ist, übernimmt sie gleich.</translation>
    </message>
    <message>
        <source>It is the only one. Another joins when its engine is started with the same store and a copy of this one&apos;s master.key; the manual&apos;s page of the store (F1) tells how.</source>
        <translation>Er ist der einzige. Ein weiterer kommt hinzu, wenn seine Engine mit demselben Speicher und einer Kopie der master.key dieses Knotens gestartet wird; wie, steht im Handbuch auf der Seite des Speichers (F1).</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NotificationListModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>unmta::ui::NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>What the engine reported: verifications, failed checks, certificates.</source>
        <translation>Was die Engine gemeldet hat: Bestätigungen, fehlgeschlagene Prüfungen, Zertifikate.</translation>
    </message>
    <message>
        <source>Nothing to report</source>
        <translation>Nichts zu melden</translation>
    </message>
    <message>
        <source>When a check fails, a domain goes back to Pending or a certificate cannot be renewed, you read it here, and by mail if an address is set.</source>
        <translation>Wenn eine Prüfung fehlschlägt, eine Domain wieder ausstehend wird oder ein Zertifikat nicht erneuert werden kann, lesen Sie es hier, und per Mail, wenn eine Adresse gesetzt ist.</translation>
    </message>
    <message>
        <source>Open the domain</source>
        <translation>Domain öffnen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Top links</source>
        <translation>Meistgeklickte Links</translation>
    </message>
    <message>
        <source>Most clicked links</source>
        <translation>Meistgeklickte Links</translation>
    </message>
    <message>
        <source>Top hosts</source>
        <translation>Meistgeklickte Hosts</translation>
    </message>
    <message>
        <source>Most clicked hosts</source>
        <translation>Meistgeklickte Hosts</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>No opens or clicks in this period.</source>
        <translation>Keine Öffnungen oder Klicks in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>No clicks in this period.</source>
        <translation>Keine Klicks in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>There are too many events: only clicks since %1 were counted.</source>
        <translation>Es sind zu viele Ereignisse: Nur Klicks seit %1 wurden gezählt.</translation>
    </message>
    <message>
        <source>There are too many different links: each may have up to %1 clicks more.</source>
        <translation>Es sind zu viele verschiedene Links: Jeder kann bis zu %1 Klicks mehr haben.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::PromptDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ProviderTabs</name>
    <message>
        <source>Hand over…</source>
        <translation>Weitergeben …</translation>
    </message>
    <message>
        <source>DNS provider</source>
        <translation>DNS-Anbieter</translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation>Mehr ▾</translation>
    </message>
    <message>
        <source>All DNS providers</source>
        <translation>Alle DNS-Anbieter</translation>
    </message>
    <message>
        <source>Hand over to a colleague</source>
        <translation>An eine Kollegin oder einen Kollegen weitergeben</translation>
    </message>
    <message>
        <source>A text for whoever manages the DNS</source>
        <translation>Ein Text für die Person, die das DNS verwaltet</translation>
    </message>
    <message>
        <source>Steps at the provider</source>
        <translation>Schritte beim Anbieter</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>Beachten Sie</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <source>%1 · detected</source>
        <translation>%1 · erkannt</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ReachCard</name>
    <message>
        <source>Show the setup</source>
        <translation>Einrichtung zeigen</translation>
    </message>
    <message>
        <source>Show the setup, where it is done</source>
        <translation>Die Einrichtung zeigen, wo es getan wird</translation>
    </message>
    <message>
        <source>The record of %1 is right, but recipients do not get here yet:</source>
        <translation>Der Eintrag von %1 ist richtig, aber Empfänger kommen noch nicht hierher:</translation>
    </message>
    <message>
        <source>Links of %1 work as far as it is known. Not everything on their way is in order:</source>
        <translation>Links von %1 funktionieren, soweit bekannt. Nicht alles auf ihrem Weg ist in Ordnung:</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ReadinessBanner</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ReadinessWatch</name>
    <message>
        <source>The engine has not come to an end with looking. What is shown is from before.</source>
        <translation>Die Engine ist mit dem Nachsehen nicht fertig geworden. Was hier steht, ist von vorher.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RecipientsPane</name>
    <message>
        <source>Let them read the mail</source>
        <translation>Die E-Mail lesen lassen</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Number of recipients</source>
        <translation>Anzahl der Empfänger</translation>
    </message>
    <message>
        <source>Number of recipients, as a number</source>
        <translation>Anzahl der Empfänger, als Zahl</translation>
    </message>
    <message>
        <source>Tracking host of the links</source>
        <translation>Tracking-Host der Links</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>A mail with a pixel and two links goes to that many recipients. Two of three open it, one of four clicks, and a few of them are programs. They ask the real edge of this sandbox.</source>
        <translation>Eine E-Mail mit einem Pixel und zwei Links geht an so viele Empfänger. Zwei von dreien öffnen sie, einer von vieren klickt, und ein paar sind Programme. Sie fragen den wirklichen Edge-Server dieser Sandbox.</translation>
    </message>
    <message>
        <source>Tracking host</source>
        <translation>Tracking-Host</translation>
    </message>
    <message>
        <source>The one in force</source>
        <translation>Der geltende</translation>
    </message>
    <message>
        <source>%1 opens and %2 clicks were played; events show them as they arrive.</source>
        <translation>%1 Öffnungen und %2 Klicks wurden gespielt; unter Ereignisse sind sie zu sehen, sobald sie ankommen.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RecordDialog</name>
    <message>
        <source>Change record</source>
        <translation>Eintrag ändern</translation>
    </message>
    <message>
        <source>Add record</source>
        <translation>Eintrag hinzufügen</translation>
    </message>
    <message>
        <source>Save record</source>
        <translation>Eintrag speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>TTL in seconds</source>
        <translation>TTL in Sekunden</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>TTL</source>
        <translation>TTL</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RecordTable</name>
    <message>
        <source>Publish the record for me</source>
        <translation>Für mich veröffentlichen</translation>
    </message>
    <message>
        <source>the record&apos;s name</source>
        <translation>den Namen des Eintrags</translation>
    </message>
    <message>
        <source>the record&apos;s value</source>
        <translation>den Wert des Eintrags</translation>
    </message>
    <message>
        <source>The sandbox plays your DNS provider and publishes exactly this record.</source>
        <translation>Die Sandbox spielt Ihren DNS-Anbieter und veröffentlicht genau diesen Eintrag.</translation>
    </message>
    <message>
        <source>Name of the record</source>
        <translation>Name des Eintrags</translation>
    </message>
    <message>
        <source>Value of the record</source>
        <translation>Wert des Eintrags</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>full name %1</source>
        <translation>vollständiger Name %1</translation>
    </message>
    <message>
        <source>Full name of the record</source>
        <translation>Vollständiger Name des Eintrags</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ReleaseMonitorDialog</name>
    <message>
        <source>The failed check of one domain is counted as a strike.</source>
        <translation>Die fehlgeschlagene Prüfung einer Domain wird als Beanstandung gezählt.</translation>
    </message>
    <message>
        <source>The failed checks of %1 domains are counted as strikes.</source>
        <translation>Die fehlgeschlagenen Prüfungen von %1 Domains werden als Beanstandungen gezählt.</translation>
    </message>
    <message>
        <source>Nothing is counted at once: no failed check is held at present.</source>
        <translation>Es wird nichts sofort gezählt: Zurzeit wird keine fehlgeschlagene Prüfung zurückgehalten.</translation>
    </message>
    <message>
        <source>Then a new round begins, without the engine&apos;s own test name until it is seen again. If other test names fail as well, that round is held, too.</source>
        <translation>Dann beginnt ein neuer Durchgang, ohne den eigenen Testnamen der Engine, bis er wieder gesehen wird. Schlagen auch andere Testnamen fehl, wird auch jener Durchgang angehalten.</translation>
    </message>
    <message>
        <source>Then the monitor goes on as usual.</source>
        <translation>Dann macht die Überwachung wie üblich weiter.</translation>
    </message>
    <message>
        <source>Release what is held back?</source>
        <translation>Zurückgehaltenes freigeben?</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Keep holding</source>
        <translation>Weiter zurückhalten</translation>
    </message>
    <message>
        <source>With its first strike a domain stays active and a warning is sent. With its second it goes back to Pending, and its links stop working until the record is right again.</source>
        <translation>Bei der ersten Beanstandung bleibt eine Domain aktiv, und eine Warnung wird gesendet. Bei der zweiten wird sie wieder ausstehend, und ihre Links funktionieren nicht, bis der Eintrag wieder richtig ist.</translation>
    </message>
    <message>
        <source>Release only when you know that these records really changed. A fault on the way passes by itself; the round is tried again until then.</source>
        <translation>Geben Sie nur frei, wenn Sie wissen, dass sich diese Einträge wirklich geändert haben. Ein Fehler auf dem Weg vergeht von selbst; bis dahin wird der Durchgang wiederholt.</translation>
    </message>
    <message>
        <source>Nothing is held back any more.</source>
        <translation>Es wird nichts mehr zurückgehalten.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RestoreDialog</name>
    <message>
        <source>Restore this copy?</source>
        <translation>Diese Kopie wiederherstellen?</translation>
    </message>
    <message>
        <source>What has happened since the copy was made is not in it: domains, settings, opens and clicks. Links that were made with newer keys stop working.</source>
        <translation>Was seit dem Anlegen der Kopie geschah, ist nicht darin: Domains, Einstellungen, Öffnungen und Klicks. Links, die mit neueren Schlüsseln erzeugt wurden, funktionieren nicht mehr.</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <source>Restore the copy</source>
        <translation>Kopie wiederherstellen</translation>
    </message>
    <message>
        <source>The copy was opened and checked. The engine stops for as long as it takes, usually seconds; links do not work meanwhile. The present store is kept beside the restored one, so nothing is lost.</source>
        <translation>Die Kopie wurde geöffnet und geprüft. Die Engine hält so lange an, wie es dauert, meist Sekunden; so lange funktionieren keine Links. Der jetzige Datenspeicher bleibt neben dem wiederhergestellten erhalten, es geht also nichts verloren.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewriteInspector</name>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Untersuchen</translation>
    </message>
    <message>
        <source>Tracked link</source>
        <translation>Verfolgter Link</translation>
    </message>
    <message>
        <source>https://links.example.com/c/…</source>
        <translation>https://links.example.com/c/…</translation>
    </message>
    <message>
        <source>Inspect a link</source>
        <translation>Einen Link untersuchen</translation>
    </message>
    <message>
        <source>Paste the address of a tracked link or pixel to see what it stands for.</source>
        <translation>Fügen Sie die Adresse eines verfolgten Links oder Pixels ein, um zu sehen, wofür sie steht.</translation>
    </message>
    <message>
        <source>The pixel of a message: it is loaded when the message is opened.</source>
        <translation>Das Pixel einer Nachricht: Es wird geladen, wenn die Nachricht geöffnet wird.</translation>
    </message>
    <message>
        <source>A link in a message: a click is counted, then leads there.</source>
        <translation>Ein Link in einer Nachricht: Ein Klick wird gezählt und führt dann dorthin.</translation>
    </message>
    <message>
        <source>Not genuine</source>
        <translation>Nicht echt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnung</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Link name</source>
        <translation>Linkname</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>link %1 of the message</source>
        <translation>Link %1 der Nachricht</translation>
    </message>
    <message>
        <source>Tracking host</source>
        <translation>Tracking-Host</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Data %1</source>
        <translation>Daten %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewriteLinkModel</name>
    <message>
        <source>%1
becomes %2</source>
        <translation>%1
wird zu %2</translation>
    </message>
    <message>
        <source>name %1</source>
        <translation>Name %1</translation>
    </message>
    <message>
        <source>becomes %1</source>
        <translation>wird zu %1</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewritePane</name>
    <message>
        <source>Parts in base64 or quoted-printable are shown decoded.</source>
        <translation>Teile in base64 oder quoted-printable werden dekodiert gezeigt.</translation>
    </message>
    <message>
        <source>The first %1 of %2 are shown.</source>
        <translation>Gezeigt werden die ersten %1 von %2.</translation>
    </message>
    <message>
        <source>The links stand further down, so they cannot be marked here.</source>
        <translation>Die Links stehen weiter unten und können hier nicht markiert werden.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewriteResult</name>
    <message>
        <source>Save result…</source>
        <translation>Ergebnis speichern …</translation>
    </message>
    <message>
        <source>the rewritten message</source>
        <translation>die umgeschriebene Nachricht</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Rewritten</source>
        <translation>Umgeschrieben</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Links of the message</source>
        <translation>Links der Nachricht</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Choose one to see where it stands in the message.</source>
        <translation>Wählen Sie einen, um zu sehen, wo er in der Nachricht steht.</translation>
    </message>
    <message>
        <source>Too large for the clipboard; save it instead.</source>
        <translation>Zu groß für die Zwischenablage; speichern Sie es stattdessen.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewriteRulesCard</name>
    <message>
        <source>Rules of this cluster</source>
        <translation>Regeln dieses Clusters</translation>
    </message>
    <message>
        <source>For mail whose own headers do not say otherwise.</source>
        <translation>Für Mail, deren eigene Kopfzeilen nichts anderes sagen.</translation>
    </message>
    <message>
        <source>Track opens</source>
        <translation>Öffnungen verfolgen</translation>
    </message>
    <message>
        <source>Adds a pixel to HTML.</source>
        <translation>Fügt dem HTML ein Pixel hinzu.</translation>
    </message>
    <message>
        <source>Track clicks</source>
        <translation>Klicks verfolgen</translation>
    </message>
    <message>
        <source>Rewrites the links.</source>
        <translation>Schreibt die Links um.</translation>
    </message>
    <message>
        <source>Also in plain text</source>
        <translation>Auch in reinem Text</translation>
    </message>
    <message>
        <source>Addresses there become long, and readers see them.</source>
        <translation>Adressen werden dort lang, und Leser sehen sie.</translation>
    </message>
    <message>
        <source>Also signed messages</source>
        <translation>Auch signierte Nachrichten</translation>
    </message>
    <message>
        <source>Breaks the DKIM signature they carry; for hosts that sign again afterwards.</source>
        <translation>Bricht ihre DKIM-Signatur; für Hosts, die danach neu signieren.</translation>
    </message>
    <message>
        <source>Place of the pixel</source>
        <translation>Stelle des Pixels</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>Nach Größe</translation>
    </message>
    <message>
        <source>At the start</source>
        <translation>Am Anfang</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>Am Ende</translation>
    </message>
    <message>
        <source>Place of the pi&amp;xel</source>
        <translation>Stelle des Pi&amp;xels</translation>
    </message>
    <message>
        <source>Gmail cuts long messages off at 102 KB. By size: at the end, in messages above 100 KB at the start.</source>
        <translation>Gmail schneidet lange Nachrichten bei 102 KB ab. Nach Größe: am Ende, in Nachrichten über 100 KB am Anfang.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewriteSource</name>
    <message>
        <source>&amp;Open message…</source>
        <translation>&amp;Nachricht öffnen …</translation>
    </message>
    <message>
        <source>&amp;Paste HTML…</source>
        <translation>HTML &amp;einfügen …</translation>
    </message>
    <message>
        <source>An .eml file, or an .html file. It is only looked at: nothing is sent or kept.</source>
        <translation>Eine .eml- oder .html-Datei. Sie wird nur angesehen: Nichts wird gesendet oder behalten.</translation>
    </message>
    <message>
        <source>Drop a message here</source>
        <translation>Nachricht hier ablegen</translation>
    </message>
    <message>
        <source>HTML of the message</source>
        <translation>HTML der Nachricht</translation>
    </message>
    <message>
        <source>The HTML of a template or a newsletter</source>
        <translation>Das HTML einer Vorlage oder eines Newsletters</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Paste &amp;HTML</source>
        <translation>&amp;HTML einfügen</translation>
    </message>
    <message>
        <source>&amp;Open another…</source>
        <translation>&amp;Andere öffnen …</translation>
    </message>
    <message>
        <source>Tracking host</source>
        <translation>Tracking-Host</translation>
    </message>
    <message>
        <source>HTML by itself gets the cluster&apos;s default.</source>
        <translation>Für HTML allein gilt der Standard des Clusters.</translation>
    </message>
    <message>
        <source>&amp;Tracking host</source>
        <translation>&amp;Tracking-Host</translation>
    </message>
    <message>
        <source>Open message</source>
        <translation>Nachricht öffnen</translation>
    </message>
    <message>
        <source>Messages (*.eml *.html *.htm)</source>
        <translation>Nachrichten (*.eml *.html *.htm)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file could not be read: %1</source>
        <translation>Die Datei konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The file is larger than %1. Try it on the command line: unmta-ctl rewrite.</source>
        <translation>Die Datei ist größer als %1. Versuchen Sie es auf der Befehlszeile: unmta-ctl rewrite.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>That is more than %1.</source>
        <translation>Das ist mehr als %1.</translation>
    </message>
    <message>
        <source>Pasted HTML</source>
        <translation>Eingefügtes HTML</translation>
    </message>
    <message>
        <source>The cluster&apos;s default</source>
        <translation>Der Standard des Clusters</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Standard)</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RewritingPage</name>
    <message>
        <source>Rewriting</source>
        <translation>Umschreiben</translation>
    </message>
    <message>
        <source>See what happens to a message before it is sent: which links are tracked, and why.</source>
        <translation>Sehen Sie, was mit einer Nachricht geschieht, bevor sie gesendet wird: welche Links verfolgt werden, und warum.</translation>
    </message>
    <message>
        <source>The message is looked at as soon as the engine answers again.</source>
        <translation>Die Nachricht wird angesehen, sobald die Engine wieder antwortet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Save result</source>
        <translation>Ergebnis speichern</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Guides for mail servers</source>
        <translation>Anleitungen für Mailserver</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RotateSecretDialog</name>
    <message>
        <source>Make a new secret?</source>
        <translation>Ein neues Geheimnis anlegen?</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>Its receiver has to learn the new one within 24 hours: until then calls are signed with the present secret too. One that was replaced before holds no longer.</source>
        <translation>Der Empfänger muss das neue innerhalb von 24 Stunden kennen: Bis dahin wird auch mit dem jetzigen Geheimnis signiert. Ein früher ersetztes gilt nicht mehr.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::RowMenu</name>
    <message>
        <source>Copy “%1”</source>
        <translation>„%1“ kopieren</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>Zeile kopieren</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SandboxFrame</name>
    <message>
        <source>Guided tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Sandbox: a rehearsal. Nothing here reaches anybody.</source>
        <translation>Sandbox: eine Probe. Nichts hiervon erreicht jemanden.</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SandboxPanel</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Add record…</source>
        <translation>Eintrag hinzufügen …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Skip 24 hours</source>
        <translation>24 Stunden überspringen</translation>
    </message>
    <message>
        <source>The engine&apos;s clock</source>
        <translation>Die Uhr der Engine</translation>
    </message>
    <message>
        <source>Active domains fall due and are checked again.</source>
        <translation>Aktive Domains werden fällig und wieder geprüft.</translation>
    </message>
    <message>
        <source>Records of the simulated provider</source>
        <translation>Einträge des simulierten Anbieters</translation>
    </message>
    <message>
        <source>Published records</source>
        <translation>Veröffentlichte Einträge</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>Noch keine Einträge</translation>
    </message>
    <message>
        <source>Publish a CNAME here as you would at a real provider, or let the domain&apos;s own page publish it for you.</source>
        <translation>Veröffentlichen Sie hier einen CNAME wie bei einem echten Anbieter, oder lassen Sie die Seite der Domain ihn für Sie veröffentlichen.</translation>
    </message>
    <message>
        <source>A day has passed. Domains that fell due are being checked again.</source>
        <translation>Ein Tag ist vergangen. Fällige Domains werden gerade wieder geprüft.</translation>
    </message>
    <message>
        <source>A rehearsal on this computer: a DNS provider (Cloudflare) and recipients are played, the clock can skip a day, the rest is real.</source>
        <translation>Eine Probe auf diesem Computer: Ein DNS-Anbieter (Cloudflare) und Empfänger werden gespielt, die Uhr kann einen Tag überspringen, der Rest ist echt.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Mail tray</source>
        <translation>E-Mail-Ablage</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SandboxTour</name>
    <message>
        <source>Take me there</source>
        <translation>Zeigen, wo</translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation>Rundgang verlassen</translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Guided tour, step %1 of %2</source>
        <translation>Rundgang, Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SelectionBar</name>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Verify the chosen domains</source>
        <translation>Die gewählten Domains prüfen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Export the chosen domains</source>
        <translation>Die gewählten Domains exportieren</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Weitergeben …</translation>
    </message>
    <message>
        <source>Hand over the chosen domains&apos; records</source>
        <translation>Die Einträge der gewählten Domains weitergeben</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete the chosen domains</source>
        <translation>Die gewählten Domains löschen</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Verifying: %1 of %2…</source>
        <translation>Prüfen: %1 von %2 …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SettingsForm</name>
    <message>
        <source>Back to default</source>
        <translation>Auf Standard zurück</translation>
    </message>
    <message>
        <source>Set “%1” back to its default</source>
        <translation>„%1“ auf den Standard zurücksetzen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Save the internal root certificate…</source>
        <translation>Internes Wurzelzertifikat speichern …</translation>
    </message>
    <message>
        <source>Save the internal root certificate</source>
        <translation>Internes Wurzelzertifikat speichern</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Version %1, installation %2</source>
        <translation>Version %1, Installation %2</translation>
    </message>
    <message>
        <source>Targets are issued under %1</source>
        <translation>Ziele werden unter %1 vergeben</translation>
    </message>
    <message>
        <source>Listens for %1 on %2, port %3</source>
        <translation>Lauscht für %1 auf %2, Port %3</translation>
    </message>
    <message>
        <source>Local socket %1</source>
        <translation>Lokaler Socket %1</translation>
    </message>
    <message>
        <source>Nothing is saved yet: one field needs another value.</source>
        <translation>Noch ist nichts gespeichert: Ein Feld braucht einen anderen Wert.</translation>
    </message>
    <message>
        <source>Nothing is saved yet: %1 fields need other values.</source>
        <translation>Noch ist nichts gespeichert: %1 Felder brauchen andere Werte.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Send a test mail</source>
        <translation>Testmail senden</translation>
    </message>
    <message>
        <source>The mail is handed to the relay…</source>
        <translation>Die E-Mail wird dem Relay übergeben …</translation>
    </message>
    <message>
        <source>Test the resolvers</source>
        <translation>Resolver testen</translation>
    </message>
    <message>
        <source>Each resolver is asked…</source>
        <translation>Jeder Resolver wird gefragt …</translation>
    </message>
    <message>
        <source>Test the authority</source>
        <translation>Zertifizierungsstelle testen</translation>
    </message>
    <message>
        <source>The authority&apos;s directory is read…</source>
        <translation>Das Verzeichnis der Zertifizierungsstelle wird gelesen …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SettingsTrialBox</name>
    <message>
        <source>With the values as they are typed here, saved or not</source>
        <translation>Mit den Werten, wie sie hier eingetippt sind, gespeichert oder nicht</translation>
    </message>
    <message>
        <source>Who gets the test mail</source>
        <translation>Wer die Testmail bekommt</translation>
    </message>
    <message>
        <source>Notification addresses</source>
        <translation>Benachrichtigungsadressen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::SetupPage</name>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Steps that are ready</source>
        <translation>Schritte, die bereit sind</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Ask everybody again (F5)</source>
        <translation>Alle noch einmal fragen (F5)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Ready: %1 of %2. Should something break later, a line above the pages tells you.</source>
        <translation>Bereit: %1 von %2. Sollte später etwas ausfallen, sagt es Ihnen eine Zeile über den Seiten.</translation>
    </message>
    <message>
        <source>Ready: %1 of %2. Nothing is left to do.</source>
        <translation>Bereit: %1 von %2. Es ist nichts mehr zu tun.</translation>
    </message>
    <message>
        <source>Ready: %1 of %2. Each step tells what was found, and the one thing to do.</source>
        <translation>Bereit: %1 von %2. Jeder Schritt sagt, was gefunden wurde, und das eine, was zu tun ist.</translation>
    </message>
    <message>
        <source>This console&apos;s token may only read. To take these steps here, start the console with --token-file and the file of a token that has the scope admin.</source>
        <translation>Das Token dieser Konsole darf nur lesen. Um diese Schritte hier zu tun, starten Sie die Konsole mit --token-file und der Datei eines Tokens mit der Berechtigung admin.</translation>
    </message>
    <message>
        <source>This console runs an engine of its own, with the rights of your account, which may not open the ports 80 and 443. Recipients&apos; programs ask only these, so nothing is tracked until they are open. The steps for the two ports give the ways.</source>
        <translation>Diese Konsole betreibt eine eigene Engine, mit den Rechten Ihres Kontos, das die Ports 80 und 443 nicht öffnen darf. Die Programme der Empfänger fragen nur diese, deshalb wird nichts verfolgt, bis sie offen sind. Die Schritte für die beiden Ports nennen die Wege.</translation>
    </message>
    <message>
        <source>Recipients&apos; programs ask the ports 80 and 443 only. Until the edge answers there, no link and no pixel is reached, and no certificate is issued. One of the ways below is enough.</source>
        <translation>Die Programme der Empfänger fragen nur die Ports 80 und 443. Bis der Edge-Server dort antwortet, ist kein Link und kein Pixel erreichbar, und kein Zertifikat wird ausgestellt. Einer der Wege unten genügt.</translation>
    </message>
    <message>
        <source>Show the domain</source>
        <translation>Domain anzeigen</translation>
    </message>
    <message>
        <source>Show the domain %1</source>
        <translation>Domain %1 zeigen</translation>
    </message>
    <message>
        <source>Add tracking domain</source>
        <translation>Tracking-Domain hinzufügen</translation>
    </message>
    <message>
        <source>Open the setting</source>
        <translation>Einstellung öffnen</translation>
    </message>
    <message>
        <source>Open the setting “%1”</source>
        <translation>Einstellung „%1“ öffnen</translation>
    </message>
    <message>
        <source>Only looking around? In the sandbox DNS, time and recipients are played, from an empty list to a domain that fails its checks. Nothing of it is real or kept here.</source>
        <translation>Sie möchten sich nur umsehen? In der Sandbox sind DNS, Zeit und Empfänger nachgestellt, von der leeren Liste bis zu einer Domain, deren Prüfungen fehlschlagen. Nichts davon ist echt oder wird hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Try it in the sandbox</source>
        <translation>In der Sandbox ausprobieren</translation>
    </message>
    <message>
        <source>This console&apos;s token may only read. The steps here need one that has the scope admin.</source>
        <translation>Das Token dieser Konsole darf nur lesen. Die Schritte hier brauchen eines mit der Berechtigung admin.</translation>
    </message>
    <message>
        <source>Enter another token…</source>
        <translation>Anderes Token eingeben …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ShippingCard</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Auslieferung</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Schlägt fehl</translation>
    </message>
    <message>
        <source>Stop shipping</source>
        <translation>Auslieferung beenden</translation>
    </message>
    <message>
        <source>Shipping of events</source>
        <translation>Auslieferung der Ereignisse</translation>
    </message>
    <message>
        <source>Ship events…</source>
        <translation>Ereignisse ausliefern …</translation>
    </message>
    <message>
        <source>Events stay in the engine&apos;s own store. They can be written to a directory or an object store as well, for programs that evaluate them.</source>
        <translation>Ereignisse bleiben im Datenspeicher der Engine. Sie können zusätzlich in ein Verzeichnis oder einen Objektspeicher geschrieben werden, für Programme, die sie auswerten.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>%1 events in %2 files so far, every %3.</source>
        <translation>Bisher %1 Ereignisse in %2 Dateien, alle %3.</translation>
    </message>
    <message>
        <source>The last one, %1, was written %2.</source>
        <translation>Die letzte, %1, wurde %2 geschrieben.</translation>
    </message>
    <message>
        <source>%1 events wait.</source>
        <translation>%1 Ereignisse warten.</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>Nichts wartet.</translation>
    </message>
    <message>
        <source>%1 Next try %2.</source>
        <translation>%1 Nächster Versuch %2.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ShippingDialog</name>
    <message>
        <source>Ship events</source>
        <translation>Ereignisse ausliefern</translation>
    </message>
    <message>
        <source>Opens and clicks are written as compressed files, each event once, for programs that evaluate them.</source>
        <translation>Öffnungen und Klicks werden als komprimierte Dateien geschrieben, jedes Ereignis einmal, für Programme, die sie auswerten.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>A directory of the engine&apos;s computer</source>
        <translation>Ein Verzeichnis auf dem Computer der Engine</translation>
    </message>
    <message>
        <source>An object store (S3)</source>
        <translation>Ein Objektspeicher (S3)</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Before every name</source>
        <translation>Vor jedem Namen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Every 5 minutes, such as 5m or 1h</source>
        <translation>Alle 5 Minuten; etwa 5m oder 1h</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Such as %1</source>
        <translation>Etwa %1</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ShortcutsDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Add a tracking domain</source>
        <translation>Eine Tracking-Domain hinzufügen</translation>
    </message>
    <message>
        <source>Add many tracking domains</source>
        <translation>Viele Tracking-Domains hinzufügen</translation>
    </message>
    <message>
        <source>Filter, or search</source>
        <translation>Filtern oder suchen</translation>
    </message>
    <message>
        <source>Verify the open domain; elsewhere, ask the engine again</source>
        <translation>Die geöffnete Domain prüfen; sonst die Engine erneut fragen</translation>
    </message>
    <message>
        <source>Copy the record&apos;s value of the open domain</source>
        <translation>Den Wert des Eintrags der geöffneten Domain kopieren</translation>
    </message>
    <message>
        <source>Delete what is chosen, after a confirmation</source>
        <translation>Das Gewählte löschen, nach einer Bestätigung</translation>
    </message>
    <message>
        <source>Open the chosen row</source>
        <translation>Die gewählte Zeile öffnen</translation>
    </message>
    <message>
        <source>Choose all rows; with Shift or Ctrl and the arrows, several</source>
        <translation>Alle Zeilen auswählen; mit Umschalt oder Strg und den Pfeilen mehrere</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>The pages: domains, events, rewriting, notifications, settings, setup or sandbox</source>
        <translation>Die Seiten: Domains, Ereignisse, Umschreiben, Benachrichtigungen, Einstellungen, Einrichtung oder Sandbox</translation>
    </message>
    <message>
        <source>What the manual says about this page</source>
        <translation>Was das Handbuch über diese Seite sagt</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>Diese Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Overview, the cluster, the audit log</source>
        <translation>Überblick, der Cluster, das Protokoll</translation>
    </message>
    <message>
        <source>The nodes</source>
        <translation>Die Knoten</translation>
    </message>
</context>
<context>
    <name>unmta::ui::Sidebar</name>
    <message>
        <source>%1 need attention</source>
        <translation>%1 brauchen Aufmerksamkeit</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>1 step left</source>
        <translation>noch 1 Schritt</translation>
    </message>
    <message>
        <source>%1 steps left</source>
        <translation>noch %1 Schritte</translation>
    </message>
</context>
<context>
    <name>unmta::ui::StateView</name>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>This could not be loaded</source>
        <translation>Das konnte nicht geladen werden</translation>
    </message>
</context>
<context>
    <name>unmta::ui::StepRow</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Einzelheiten: %1</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>Nach: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>what to do: %1</source>
        <translation>was zu tun ist: %1</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TestLinks</name>
    <message>
        <source>Make test links</source>
        <translation>Test-Links erstellen</translation>
    </message>
    <message>
        <source>Your address, for the test</source>
        <translation>Ihre Adresse, für den Test</translation>
    </message>
    <message>
        <source>you@example.com</source>
        <translation>sie@example.com</translation>
    </message>
    <message>
        <source>Send yourself a test</source>
        <translation>Sich selbst einen Test senden</translation>
    </message>
    <message>
        <source>A genuine link and a genuine pixel, without a mail server: open them, or put them into a message to yourself. What you do shows here at once.</source>
        <translation>Ein echter Link und ein echtes Pixel, ohne Mailserver: Öffnen Sie sie, oder setzen Sie sie in eine Nachricht an sich selbst. Was Sie tun, zeigt sich hier sofort.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Both as HTML, for a message</source>
        <translation>Beides als HTML, für eine Nachricht</translation>
    </message>
    <message>
        <source>the test link</source>
        <translation>den Test-Link</translation>
    </message>
    <message>
        <source>the address of the test pixel</source>
        <translation>die Adresse des Test-Pixels</translation>
    </message>
    <message>
        <source>the HTML</source>
        <translation>das HTML</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Open it in a browser.</source>
        <translation>Öffnen Sie ihn in einem Browser.</translation>
    </message>
    <message>
        <source>It is fetched when the message is shown.</source>
        <translation>Es wird geladen, wenn die Nachricht angezeigt wird.</translation>
    </message>
    <message>
        <source>Clicked</source>
        <translation>Geklickt</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>a program: %1</source>
        <translation>ein Programm: %1</translation>
    </message>
    <message>
        <source>%1 times, last %2</source>
        <translation>%1-mal, zuletzt %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>um %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>unmta::ui::Timeline</name>
    <message>
        <source>Show earlier</source>
        <translation>Früheres zeigen</translation>
    </message>
    <message>
        <source>Show what happened earlier</source>
        <translation>Zeigen, was früher geschah</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>yesterday 00:00</source>
        <translation>gestern 00:00</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TokenCard</name>
    <message>
        <source>the token</source>
        <translation>das Token</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neues Token</translation>
    </message>
    <message>
        <source>New token…</source>
        <translation>Neues Token …</translation>
    </message>
    <message>
        <source>Access tokens</source>
        <translation>Zugriffstoken</translation>
    </message>
    <message>
        <source>For scripts, mail hosts and consoles on other computers. A token is shown once.</source>
        <translation>Für Skripte, Mailserver und Konsolen auf anderen Computern. Ein Token wird einmal gezeigt.</translation>
    </message>
    <message>
        <source>used %1</source>
        <translation>benutzt %1</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>nie benutzt</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>abgelaufen %1</translation>
    </message>
    <message>
        <source>expires %1</source>
        <translation>läuft ab %1</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke the token %1</source>
        <translation>Das Token %1 widerrufen</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Give the token %1 a new text</source>
        <translation>Dem Token %1 einen neuen Text geben</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Es gibt noch keine.</translation>
    </message>
    <message>
        <source>Copy the new token now; it cannot be shown again.</source>
        <translation>Kopieren Sie das neue Token jetzt; es kann nicht noch einmal gezeigt werden.</translation>
    </message>
    <message>
        <source>Copy the new text of %1 now; it cannot be shown again. The one so far is good for another day.</source>
        <translation>Kopieren Sie den neuen Text von %1 jetzt; er kann nicht noch einmal gezeigt werden. Der bisherige gilt noch einen Tag.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TokenDialog</name>
    <message>
        <source>Read events</source>
        <translation>Ereignisse lesen</translation>
    </message>
    <message>
        <source>Recipients&apos; opens and clicks and their counts, and nothing else.</source>
        <translation>Öffnungen und Klicks der Empfänger und ihre Summen, sonst nichts.</translation>
    </message>
    <message>
        <source>Read everything</source>
        <translation>Alles lesen</translation>
    </message>
    <message>
        <source>Everything but secrets; it changes nothing.</source>
        <translation>Alles außer Geheimnissen; es ändert nichts.</translation>
    </message>
    <message>
        <source>Rewrite mail</source>
        <translation>Mail umschreiben</translation>
    </message>
    <message>
        <source>For a mail host: it rewrites messages, makes links, and has the cluster&apos;s link keys.</source>
        <translation>Für einen Mailserver: Es schreibt Nachrichten um, erzeugt Links und hat die Link-Schlüssel des Clusters.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Whatever this console can, deleting included.</source>
        <translation>Was immer diese Konsole kann, Löschen eingeschlossen.</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neues Token</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>Es darf</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Make token</source>
        <translation>Token anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The script or computer that will use it</source>
        <translation>Das Skript oder der Computer, der es benutzen wird</translation>
    </message>
    <message>
        <source>All clusters</source>
        <translation>Alle Cluster</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>One year</source>
        <translation>Ein Jahr</translation>
    </message>
    <message>
        <source>Until it is revoked</source>
        <translation>Bis es widerrufen wird</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TokenVault</name>
    <message>
        <source>its folder cannot be made</source>
        <translation>sein Ordner lässt sich nicht anlegen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TopCard</name>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>A click, or Enter, shows the events behind a row</source>
        <translation>Ein Klick oder die Eingabetaste zeigt die Ereignisse hinter einer Zeile</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TopModel</name>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>By people</source>
        <translation>Von Menschen</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Öffnungen</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TrayDesktop</name>
    <message>
        <source>Open unMTA Tracking</source>
        <translation>unMTA Tracking öffnen</translation>
    </message>
    <message>
        <source>Quit and stop tracking</source>
        <translation>Beenden und Tracking anhalten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>unMTA Tracking: a domain is downgraded, its links are dead</source>
        <translation>unMTA Tracking: Eine Domain ist herabgestuft, ihre Links sind tot</translation>
    </message>
    <message>
        <source>unMTA Tracking: %1 domains are downgraded, their links are dead</source>
        <translation>unMTA Tracking: %1 Domains sind herabgestuft, ihre Links sind tot</translation>
    </message>
    <message>
        <source>unMTA Tracking</source>
        <translation>unMTA Tracking</translation>
    </message>
    <message>
        <source>unMTA Tracking: a domain needs attention</source>
        <translation>unMTA Tracking: Eine Domain braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>unMTA Tracking: %1 domains need attention</source>
        <translation>unMTA Tracking: %1 Domains brauchen Aufmerksamkeit</translation>
    </message>
</context>
<context>
    <name>unmta::ui::TrustCard</name>
    <message>
        <source>To compare, run this on the engine&apos;s own computer: unmta-ctl server show</source>
        <translation>Zum Vergleichen führen Sie dies auf dem Computer der Engine aus: unmta-ctl server show</translation>
    </message>
    <message>
        <source>I have compared the new fingerprint there</source>
        <translation>Ich habe den neuen Fingerabdruck dort verglichen</translation>
    </message>
    <message>
        <source>the fingerprint</source>
        <translation>den Fingerabdruck</translation>
    </message>
    <message>
        <source>This is not the engine that you trusted</source>
        <translation>Dies ist nicht die Engine, der Sie vertraut haben</translation>
    </message>
    <message>
        <source>Whoever answers at this address shows another certificate than before. That is so when the engine was set up anew without its store. It is also so when somebody has put himself in between, to get your token. Nothing has been sent.</source>
        <translation>Wer unter dieser Adresse antwortet, zeigt ein anderes Zertifikat als zuvor. Das ist so, wenn die Engine ohne ihren Datenspeicher neu eingerichtet wurde. Es ist auch so, wenn sich jemand dazwischengestellt hat, um an Ihr Token zu kommen. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Trusted so far</source>
        <translation>Bisher vertraut</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>Jetzt gezeigt</translation>
    </message>
    <message>
        <source>Is this your engine?</source>
        <translation>Ist das Ihre Engine?</translation>
    </message>
    <message>
        <source>An engine vouches for itself, so at the first contact this computer cannot know whether it has met the right one. If the fingerprint is the one that the engine shows, nobody is in between. From then on only this certificate is trusted here. Nothing has been sent yet.</source>
        <translation>Eine Engine bürgt für sich selbst; beim ersten Kontakt kann dieser Computer daher nicht wissen, ob er die richtige getroffen hat. Ist der Fingerabdruck derselbe, den die Engine zeigt, steht niemand dazwischen. Von da an wird hier nur diesem Zertifikat vertraut. Es wurde noch nichts gesendet.</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint of %1</source>
        <translation>SHA-256-Fingerabdruck von %1</translation>
    </message>
    <message>
        <source>the fingerprint trusted so far</source>
        <translation>den bisher vertrauten Fingerabdruck</translation>
    </message>
    <message>
        <source>the fingerprint shown now</source>
        <translation>den jetzt gezeigten Fingerabdruck</translation>
    </message>
</context>
<context>
    <name>unmta::ui::UnsavedDialog</name>
    <message>
        <source>Save the changed settings?</source>
        <translation>Geänderte Einstellungen speichern?</translation>
    </message>
    <message>
        <source>One setting was changed and is not saved yet.</source>
        <translation>Eine Einstellung wurde geändert und ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>%1 settings were changed and are not saved yet.</source>
        <translation>%1 Einstellungen wurden geändert und sind noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>Änderungen speichern</translation>
    </message>
</context>
<context>
    <name>unmta::ui::WebhookCard</name>
    <message>
        <source>It has not been called yet.</source>
        <translation>Er wurde noch nicht aufgerufen.</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>Tried again %1.</source>
        <translation>Wieder versucht %1.</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Calling the receiver…</source>
        <translation>Der Empfänger wird aufgerufen …</translation>
    </message>
    <message>
        <source>The receiver took the test: status %1 after %2 ms.</source>
        <translation>Der Empfänger hat den Test angenommen: Status %1 nach %2 ms.</translation>
    </message>
    <message>
        <source>For 24 hours calls are signed with the former secret too.</source>
        <translation>24 Stunden lang werden Aufrufe auch mit dem bisherigen Geheimnis signiert.</translation>
    </message>
    <message>
        <source>It is sent again.</source>
        <translation>Es wird erneut gesendet.</translation>
    </message>
    <message>
        <source>New secret…</source>
        <translation>Neues Geheimnis …</translation>
    </message>
</context>
<context>
    <name>unmta::ui::WebhookDialog</name>
    <message>
        <source>Change webhook</source>
        <translation>Webhook ändern</translation>
    </message>
    <message>
        <source>Add webhook</source>
        <translation>Webhook hinzufügen</translation>
    </message>
    <message>
        <source>Opens and clicks of &amp;people only</source>
        <translation>Nur Öffnungen und Klicks von &amp;Menschen</translation>
    </message>
    <message>
        <source>In &amp;batches of up to 500, once a second</source>
        <translation>In &amp;Bündeln bis 500, einmal je Sekunde</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Receiver&apos;s address</source>
        <translation>Adresse des Empfängers</translation>
    </message>
    <message>
        <source>https://crm.example.com/hooks/tracking</source>
        <translation>https://crm.example.com/hooks/tracking</translation>
    </message>
    <message>
        <source>Tracking hosts</source>
        <translation>Tracking-Hosts</translation>
    </message>
    <message>
        <source>all of this cluster</source>
        <translation>alle dieses Clusters</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It is told of</source>
        <translation>Ihm wird gemeldet</translation>
    </message>
    <message>
        <source>Separated by commas; nothing means all of them.</source>
        <translation>Durch Kommas getrennt; nichts bedeutet alle.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::WebhookListModel</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>Letzter Erfolg</translation>
    </message>
</context>
<context>
    <name>unmta::ui::WebhookLogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Took, ms</source>
        <translation>Dauer, ms</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>unmta::ui::WebhooksPage</name>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Your own systems are told of opens, clicks and what happens to domains.</source>
        <translation>Ihren eigenen Systemen werden Öffnungen, Klicks und Vorgänge an Domains gemeldet.</translation>
    </message>
    <message>
        <source>the secret</source>
        <translation>das Geheimnis</translation>
    </message>
    <message>
        <source>Add webhook…</source>
        <translation>Webhook hinzufügen …</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Copy the secret now; it cannot be shown again. With it the receiver knows who calls.</source>
        <translation>Kopieren Sie das Geheimnis jetzt; es kann nicht noch einmal gezeigt werden. Daran erkennt der Empfänger, wer aufruft.</translation>
    </message>
    <message>
        <source>No webhooks yet</source>
        <translation>Noch keine Webhooks</translation>
    </message>
    <message>
        <source>A webhook is an address of yours that is called when a recipient opens or clicks, or when something happens to a domain. Calls are signed, come in order, and wait for a receiver that is away.</source>
        <translation>Ein Webhook ist eine Ihrer Adressen, die aufgerufen wird, wenn ein Empfänger öffnet oder klickt oder wenn mit einer Domain etwas geschieht. Aufrufe sind signiert, kommen der Reihe nach und warten auf einen Empfänger, der gerade weg ist.</translation>
    </message>
</context>
<context>
    <name>unmta::ui::ZoneForm</name>
    <message>
        <source>Target zone</source>
        <translation>Zielzone</translation>
    </message>
    <message>
        <source>Every tracking domain gets its CNAME target under this zone. Choose one to stay: targets that have been issued keep their names.</source>
        <translation>Jede Tracking-Domain bekommt ihr CNAME-Ziel unter dieser Zone. Wählen Sie eine auf Dauer: Vergebene Ziele behalten ihre Namen.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Use this zone</source>
        <translation>Diese Zone verwenden</translation>
    </message>
</context>
</TS>
