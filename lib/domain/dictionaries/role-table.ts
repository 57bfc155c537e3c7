/**
 * Words for people by what they do, each followed by other words for such people, if any, nearest first. Made by
 * `tools/roles/build.py` from WordNet 3.0, Copyright 2006 by Princeton University; its licence allows use, copying and
 * change with this notice: https://wordnet.princeton.edu/license-and-commercial-use
 */
export const ROLES = `
abortionist
academic academician
accompanist
accomplice
accordionist
accountant auditor comptroller
accumulator
acrobat
actor actress
actress
adapter
adjutant
admiral
advertiser
aerialist
aeronaut airman aviator pilot
aide
airman aeronaut aviator pilot
alarmist
alcalde
alderman
allergist
alpinist
alto
ambassador
anaesthetist
anchorman anchor
announcer
anthropologist archaeologist
anzac
apothecary druggist
appointee
arb
archaeologist
artisan
artist painter muralist sculptor
artiste
asker enquirer interrogator inquirer
assemblyman
assemblywoman
assessor
assistant associate aide
astronomer astrophysicist stargazer
astrophysicist
athlete sportsman sprinter sport footballer
attendant hostess stewardess escort
attorney lawyer counsel prosecutor solicitor
attractor attraction
auctioneer
author novelist writer coauthor
auxiliary
aviator aeronaut airman pilot
ayah
babbler
backstop
bagger packer
bagman
bahai
bailee
bailiff
baker
balancer
ballerina danseuse
ballplayer outfielder
bandleader
banker
bard
baritone
barkeep barman bartender
barker
barmaid
barman barkeep bartender barmaid
barrister
bartender barman barmaid barkeep
bassist
basso bass
batman
batsman hitter
batter hitter
beadle
beautician
bellboy bellman bellhop
bellhop bellboy bellman
bellman bellboy bellhop
biochemist
biographer
biologist botanist ecologist zoologist microbiologist entomologist
blabber
blacksmith
blaster
blocker
blucher
boatman waterman ferryman paddler
boatswain bosun
boffin
bombardier
bombshell
bondholder
bookbinder
booker
bookkeeper
bookseller
bosun boatswain
botanist
bourgeois
bowler
brakeman
breadwinner
breaker
bricklayer
bridesmaid
brigadier
broadcaster announcer
broker stockbroker
buckaroo vaquero
bugler
bunny
bureaucrat
busboy
businessman magnate
businessperson businesswoman businessman
businesswoman
butcher
butler
cabinetmaker
caddie
cager
calligrapher
cameraman cinematographer
canary
cantor
captain
cardiologist
caregiver
caricaturist
carolingian
carpenter
cartoonist
cashier
caster
cataloguer
catcher
catechist
cellist
ceramist
chambermaid
charioteer
charon
checker
chef
chemist biochemist
cinematographer cameraman
clapper
classicist
clerk
clinician
clothier
coachman
coadjutor
coauthor
cog
coiffeur
coiffeuse
collier
colonel
columnist
comedian comic
comedienne
comforter
comic joker comedian
commandant commander
commander commandant
commando
commissar
commodore
communicator
compere
compiler
composer songwriter psalmist
compositor
comptroller controller accountant
concessionaire
conciliator peacemaker
conductor
congressman congresswoman representative
congresswoman congressman representative
conjurer conjuror
conjuror conjurer
conscript
consignor
constructivist
consul
contortionist
contralto
contrarian
controller comptroller
conversationalist
conveyancer
cook chef
copilot
coppersmith
copyist scrivener scribe
copywriter
cornerback
corporal
correspondent
counsel counsellor counselor
counterspy
courser
courtier
cowboy
cowgirl
cowherd cowpoke cowman cattleman cowgirl
cowman cowherd cattleman cowpoke cowgirl
cowpoke cowherd cowman cattleman cowgirl
coxswain
craftsman
crewman seaman seafarer
cricketer bowler outfielder
critic
cropper
cubist
cutler
cutter
cyril
czar tsar tzar
dancer ballerina danseuse danseur
danseur
danseuse ballerina
deacon deaconess
deaconess
dealer
deckhand roustabout
decoy
delegate
demographer
demonstrator
dentist orthodontist periodontist
deponent
depositor
dermatologist
diagnostician pathologist
dictator
digger
diplomat ambassador consul envoy
diplomate
distributor wholesaler retailer
diva
divider splitter
doc doctor physician
docent
docker
doctor physician specialist surgeon neurologist pathologist urologist cardiologist paediatrician
doge
domestic
doughboy
doula
drafter
dragoon
dramatist playwright
draper
draughtsman
drover herdsman
druggist pharmacologist pharmacist apothecary
drummer
dyer
ecologist
economist
editor
educator teacher pedagogue schoolteacher schoolmaster instructor
electrician
emcee compere
emissary envoy
emperor empress
employable
employee workingman workman
empress
endocrinologist
enforcer
engraver
enquirer inquirer asker inquisitor
ensign
entertainer performer comedian
entomologist
entrepreneur
enumerator
envoy
epidemiologist
esquire
essayist
examinee
examiner
excavator
exhibitor
exporter
expressionist
extern
extra
facilitator
factotum
familiar
farmhand
farrier
fed
ferryman
fiddler
fielder outfielder shortstop catcher
filibuster
financier banker
finisher
fink
fisher
fisherman
fishmonger
florist
fodder
footballer tackler cornerback
footman
forger
forward
framer
freelance freelancer
freelancer freelance
fullback
functionary
garnishee
gastroenterologist
gaucho
gazetteer
geek
general
geneticist
geologist geophysicist hydrologist
geometer
geophysicist
gerontologist
ghostwriter ghost
glazer glazier
glazier glazer
goalie goaltender goalkeeper
goalkeeper goaltender goalie
goaltender goalie goalkeeper
gob
governess
governor
grammarian
gravedigger
greengrocer
grenadier
grocer
groomsman
groundskeeper
guardsman
guide
guitarist
gunner
gunsmith
gurkha
gymnast
gynaecologist
gypsy
hairdresser coiffeuse coiffeur hairstylist stylist
hairstylist coiffeuse coiffeur hairdresser
halfback
handyman
hanger
harlequin
harper
harpist
hatter milliner
hawker
headhunter
headliner
headmaster schoolmaster
headmistress
heartthrob
heavy
hedger
helmsman
helper help
herdsman drover
highlander
hire
hitter batter batsman slugger
holdout
holdover hangover
homeopath
housekeeper
housemaid handmaid maidservant maid handmaiden chambermaid
houseman interne
huckster
hummer
humorist
hunter huntress huntsman
huntress
huntsman huntress hunter
hussar
hydrologist
hygienist
hypnotist
iceman
illustrator
immunologist
importer
impresario showman
impressionist
incumbent
indexer
industrialist
infantryman grenadier
infiltrator
informant
ingenue
innkeeper boniface
inquirer enquirer inquisitor asker
inquisitor interrogator
instructor tutor teacher
instrumentalist musician keyboardist guitarist accordionist soloist bassist violinist percussionist
intercessor intermediary mediator
interlocutor
intermediary intercessor mediator
intern interne
interne intern houseman
internist
interpreter translator
interrogator inquisitor
interviewee
interviewer
investigator researcher
investor shareholder stockholder
ironmonger
itinerant
jazzman
jobber
jock
johnny
joker
journalist photojournalist correspondent sportswriter
journeyman woodsman
judge jurist magistrate
juggler
kachina
kaiser
kennan
keyboardist
kicker
king
lackey
laminator
lancer
laundress
lawyer attorney solicitor counsel advocate
lecturer
legate
legionary legionnaire
legionnaire
legislator congressman senator representative congresswoman
lender
lessor
letterman
librarian
licensee
lieutenant
lifeguard lifesaver
lifesaver lifeguard
linebacker
lineman tackle
linguist grammarian
loader
lobbyist
locksmith
logger
lovely
lumberjack lumberman
lumberman lumberjack
lyricist
machinist
maestro master
magician illusionist
magistrate
magnate baron
maid maidservant housemaid chambermaid handmaid handmaiden
maidservant housemaid maid chambermaid handmaid handmaiden
mailman postman
major
majorette
manakin manikin mannequin
manicurist
mannequin manikin manakin
manservant
mapper
margrave
marine
mariner seafarer seaman whaler boatswain
master maestro
matchmaker
mate
materialist
mathematician
mayor
mechanic
mediator intercessor intermediary
mender
menial
mercer
merchandiser merchant clothier shopkeeper retailer tradesman
merchant merchandiser tradesman trader shopkeeper vendor
merovingian
mezzo
microbiologist
middleman
midwife
mikado
milkmaid
milkman
milliner hatter
millwright
mime mimer
mimer mummer mime
miner
mineralogist
minstrel
minuteman
missionary
modernist
monarch king
moneymaker
mortician
motormouth
mountaineer
mover
mummer mimer
muralist
musician instrumentalist guitarist keyboardist saxophonist drummer accordionist percussionist pianist
musketeer
narrator storyteller
navigator
nawab
negotiator conciliator
neurologist
neuroscientist
neurosurgeon
newsagent
newsboy
newsman anchorman reporter
newsreader
noc
notary
novelist
nuncio
nurse
oboist
obstetrician
oceanographer
officeholder
officer commandant sergeant commander adjutant
official
oiler
oilman
olympian
oncologist
operative
ophthalmologist
optician
orator spellbinder
orchestrator
orderly
ordinary
organiser organizer
organist
ornithologist
orthodontist
ostler
outfielder
owner
pacifier
packer bagger
paddler
paediatrician
painter muralist
paperboy
paralegal
paramedic paramedical
paramedical paramedic
paraprofessional paramedic paramedical paralegal
parliamentarian
pathologist diagnostician
pawnbroker
pcp
peacekeeper
peacemaker conciliator
pedagogue educator
pedlar
penman
peon
percussionist drummer
performer musician soloist singer instrumentalist
periodontist
persuader
pharmacist pharmacologist druggist
pharmacologist
photographer cameraman cinematographer
photojournalist
physician doctor paediatrician medico surgeon gastroenterologist specialist cardiologist urologist
physicist astronomer
physiologist
pianist
pilate
pilot copilot
piper
pitcher reliever
placeholder
playwright dramatist
plenipotentiary
plier
ploughman
plumber
podiatrist
poet poetess
poetess
polemic
politician legislator senator congressman governor
pollster
pornographer
porter
postman mailman
potemkin
potter
practitioner clinician
praetor
preceptor
premier
presbyter
presenter
preserver restorer renovator
pressman
printer
printmaker
private
privateer
pro professional semipro
proconsul
procurator
prof professor
professional
professor prof
profiteer
projectionist
promoter
propagandist
propagator
proprietor
prosecutor
prospector
provider
provincial
provocateur
proxy
pruner trimmer
psalmist
psychiatrist psychoanalyst
psychoanalyst analyst
psychologist
publican
publicist
puppeteer
purser
purveyor
quack
quarterback
quartermaster
raconteur
radiologist
rapper
rapporteur
realtor
reaper
rebel
receptionist
recruit
recruiter
refiner
registrar
renovator restorer preserver
rep
repairer repairman fixer
repairman mechanic handyman
reporter newsman
representative
researcher investigator
reservist
responder respondent
restaurateur
restorer renovator preserver
retailer
reviser
rex
rhymer
rigger
ringer
ringmaster
rocker
romanov
roper
rouser
roustabout deckhand
router
rower
sailor seaman boatswain seafarer mariner
salesman
salesperson saleswoman salesman
saleswoman
salter
satirist
sawyer
saxophonist
scab
schoolmaster headmaster master
schoolteacher
scientist physicist researcher biologist physiologist astronomer biochemist mineralogist
screenwriter
scribbler scribe
scriptwriter screenwriter
scrivener copyist
scrubber
scullion
sculptor
seafarer mariner seaman whaler boatswain
seaman seafarer mariner boatswain
seasonal
selectman
seller vendor dealer
semipro
senator
sender
seneschal
sensationalist
sergeant
serjeant
servant housekeeper
server
serviceman soldier
setter
shah
shareholder stockholder
sharpshooter
shepherdess
shifter
shill
shipbuilder shipwright
shipper
shipwright shipbuilder
shopkeeper storekeeper tradesman
shortstop
showgirl
shrink
shylock
signalman
singer vocalist
skater
skier
slammer
slugger hitter
snapper
snitch
sociologist
soldier infantryman grenadier rifleman trooper guardsman
soloist
sommelier
songstress
songwriter
soprano
sorter
southpaw lefty
sovereign
spammer
speaker
speechwriter
spellbinder
splicer
splitter
sportsman
sportswriter
spotter
sprinter
sprog
spy
squire
starlet
statistician
stenographer
stentor
stepper
stevedore
stewardess hostess
stipendiary
stirrer
stockbroker
stockholder shareholder
stockist
stonemason mason
storekeeper shopkeeper tradesman
storyteller narrator
striker
striptease stripper
strongman
stylist
subaltern
submariner
subordinate underling
subsidiary
supergrass grass
supermodel
supplier wholesaler distributor
surgeon neurosurgeon
surrealist
svengali
swagger swagman
swagman swagger
swimmer
swinger
symbolist
sympathizer
syndic
syndicator
tackle
tackler
tailback
tapper
tattler
taxidermist
taxman
teacher schoolteacher instructor
teamster
teaser
techie
technician techie
telltale
temp temporary
temporary temp
territorial
tester
thespian
tiler
toastmaster
tobacconist
topper
toxicologist
tracker
trader
tradesman shopkeeper storekeeper
trafficker
transmitter
trapper
trier
trimmer pruner
trombonist
trooper
troubadour
trumpeter
tsar czar tzar
tumbler
tuner
tutor
tycoon
typesetter
typist
tzar czar tsar
underling subordinate
understudy
undertaker
underwriter
unionist
uriah
urologist
valet gentleman
vaquero buckaroo
vendor seller dealer
ventriloquist
verger
vet veterinarian veterinary
veteran
veterinarian veterinary
veterinary veterinarian
viceroy
vigilante
vintner
violinist
violist
virologist
vizier
vocalist singer voice tenor
voluntary volunteer
volunteer voluntary
wac
wag
wainwright
waiter waitress
waitress
warbler
warehouseman
washer laundress
waterman boatman ferryman
waver
weaver
webmaster
welder
whaler
wheelwright
wholesaler
winger
wiper
witness
woodcutter
wordsmith
worker employee workingman workman
workingman workman warehouseman
workman workingman warehouseman
writer novelist screenwriter author sportswriter scriptwriter essayist speechwriter scribe
yachtsman
yardmaster
yuppie
zany
zoologist entomologist ornithologist
`;
